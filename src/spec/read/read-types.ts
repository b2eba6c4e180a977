/** Flag sets, constant sets and structs: spec/types/*.yaml. */
import { ARCHES, type Arch, type Field, type StructLayout } from '../../abi/index.js';
import type { Problems } from '../problems.js';
import { didYouMean } from '../suggest.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import type { Source } from '../yaml/source.js';

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
    for (const entry of root.entriesOf('structs')) {
      checkNew(entry, structs, problems);
      structs[entry.name] = readStruct(entry.value, problems);
    }
  }
  for (const { root } of sources) checkFieldSets(root, names.flags, problems);
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

function readStruct(node: SpecNode, problems: Problems): Readonly<Record<Arch, StructLayout>> {
  const duration = node.get('duration')?.isTrue === true ? ({ duration: true } as const) : {};
  const layout = (arch: Arch): StructLayout => {
    const written = node.get(arch);
    const size = Number(written?.get('size')?.integer ?? 0);
    const fields = (written?.get('fields')?.items() ?? []).map((field) => readField(field, size, problems));
    return { size, fields, ...duration };
  };
  return { x86_64: layout('x86_64'), aarch64: layout('aarch64') };
}

function readField(node: SpecNode, size: number, problems: Problems): Field {
  const field = {
    name: node.textOf('name'),
    offset: Number(node.get('offset')?.integer ?? 0),
    bytes: Number(node.get('bytes')?.integer ?? 4) as Field['bytes'],
    noun: node.get('noun')?.text ?? 'int',
  };
  if (field.offset + field.bytes > size) {
    problems.add(
      node.at,
      `\`${field.name}\` ends at byte ${field.offset + field.bytes} of a struct of ${size}`,
    );
  }
  return field;
}

/** A field's `flags:<set>` names a flag set. */
function checkFieldSets(root: SpecNode, flags: ReadonlySet<string>, problems: Problems): void {
  for (const { value: struct } of root.entriesOf('structs')) {
    for (const { value: layout } of struct.entries()) {
      for (const field of layout.get('fields')?.items() ?? []) {
        const noun = field.get('noun');
        const set = /^flags:(.*)$/.exec(noun?.text ?? '')?.[1];
        if (noun !== undefined && set !== undefined && !flags.has(set)) {
          problems.add(noun.at, `unknown flags set \`${set}\``, didYouMean(set, flags));
        }
      }
    }
  }
}
