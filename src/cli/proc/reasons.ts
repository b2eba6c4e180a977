/** Why a file of /proc is not readable, in the words of spec/proc. */
import { PathIndex } from '../../grammar/index.js';
import type { FileVerdict } from '../../procfs/index.js';
import type { ProcFile } from '../../spec/index.js';

/** A verdict, and where a file is not readable the sentences of spec/proc about it, if there are any. */
export type ToldVerdict = FileVerdict & { readonly reason?: string };

/** For whom a file is, where its row does not speak of the errno. */
const READERS = {
  everyone: undefined,
  owner: 'It is for the owner of the process.',
  tracer: 'The reader may not trace the process.',
  root: 'It is for root.',
  nobody: 'It is only written.',
} as const satisfies Record<ProcFile['readers'], string | undefined>;
const NOT_PERMITTED = ['EACCES', 'EPERM'];

/** From a verdict to what is told of it, by `rows` of spec/proc. */
export function reasonsFrom(rows: Iterable<ProcFile>): (verdict: FileVerdict) => ToldVerdict {
  const index = new PathIndex<ProcFile>();
  for (const row of rows) index.add(row.path, row);
  return (verdict) => {
    if (verdict.kind !== 'not readable' || verdict.why === 'gone') return verdict;
    if (verdict.why === 'write-only') return { ...verdict, reason: READERS.nobody };
    const path = verdict.path.endsWith('/') ? `${verdict.path}0` : verdict.path;
    const reason = reasonOf(verdict.errno, index.find(`/proc/${path}`)[0]);
    return reason === undefined ? verdict : { ...verdict, reason };
  };
}

/** What the row says of the errno, or else for whom the file is. Of a directory it is the row of what is in it. */
function reasonOf(errno: string, row: ProcFile | undefined): string | undefined {
  if (row === undefined) return undefined;
  const told = row.refuses.filter((refusal) => refusal.errno === errno).map(({ when }) => when);
  if (told.length > 0) return told.join(' Or: ');
  return NOT_PERMITTED.includes(errno) ? READERS[row.readers] : undefined;
}
