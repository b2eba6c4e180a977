/** Every clause by its id, as it is read; tells ids that are used twice. */
import type { ClauseId } from '../../abi/index.js';
import type { Problems } from '../problems.js';
import type { ClauseEntry, Location } from '../types.js';

export class ClauseTable {
  private readonly table = new Map<ClauseId, ClauseEntry>();

  constructor(private readonly problems: Problems) {}

  get entries(): ReadonlyMap<ClauseId, ClauseEntry> {
    return this.table;
  }

  /** Adds a clause; `at`: where its id stands. */
  add(entry: ClauseEntry, at: Location): void {
    const { id } = entry.text;
    const known = this.table.get(id);
    if (known === undefined) {
      this.table.set(id, entry);
      return;
    }
    const { file, line } = known.text.at;
    this.problems.add(at, `the clause \`${id}\` is there already`, `the first one is ${file}:${line}`);
  }
}
