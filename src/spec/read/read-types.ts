/** Flag sets, constant sets and structs: spec/types/*.yaml. */
import { ARCHES, type Arch, type StructLayout } from '../../abi/index.js';
import type { Problems } from '../problems.js';
import { didYouMean } from '../suggest.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';
import { checkInnerStructs, readStruct } from './read-struct.js';

type ConstantTables = Readonly<Record<Arch, Readonly<Record<string, bigint>>>>;

/** What the types of arguments refer to. */
export interface TypeTable {
  /** Flag sets and constant sets together: the constants in each. */
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly flags: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
  readonly structs: Readonly<Record<string, Readonly<Record<Arch, StructLayout>>>>;
}

/** Reads all files of spec/types. `constants`: those that the sets may name. */
export function readTypes(
  sources: readonly Source[],
  constants: ConstantTables,
  problems: Problems,
): TypeTable {
  const sets: Record<string, readonly string[]> = {};
  const structs: Record<string, Readonly<Record<Arch, StructLayout>>> = {};
  const names = { flags: new Set<string>(), constants: new Set<string>() };
  for (const { root } of sources) {
    for (const kind of ['flags', 'constants'] as const) {
      for (const entry of root.entriesOf(kind)) {
        checkNew(entry, sets, problems);
        sets[entry.name] = readSet(entry.value, constants, problems);
        names[kind].add(entry.name);
      }
    }
  }
  const entries = sources.flatMap(({ root }) => root.entriesOf('structs'));
  const known = { ...names, structs: new Set(entries.map(({ name }) => name)) };
  for (const entry of entries) {
    checkNew(entry, structs, problems);
    structs[entry.name] = readStruct(entry.value, known, problems);
  }
  checkInnerStructs(entries, structs, problems);
  return { sets, structs, ...names };
}

function checkNew(entry: SpecEntry, known: object, problems: Problems): void {
  if (entry.name in known) problems.add(entry.key.at, `\`${entry.name}\` is there already`);
}

function readSet(node: SpecNode, constants: ConstantTables, problems: Problems): string[] {
  return node.itemsOf('values').map((item) => {
    const name = item.text ?? '';
    if (!ARCHES.some((arch) => name in constants[arch])) {
      problems.add(item.at, `unknown constant \`${name}\``, didYouMean(name, Object.keys(constants.x86_64)));
    }
    return name;
  });
}
