/** Structs: their fields as they lie in memory, on each architecture. */
import type { Arch, Field, StructLayout } from '../../abi/index.js';
import type { Problems } from '../problems.js';
import { didYouMean } from '../suggest.js';
import type { SpecEntry, SpecNode } from '../yaml/spec-node.js';
import { INTEGER_NOUNS, parseArgumentType, type TypeNames } from './argument-type.js';

/** What fields may refer to. */
export type FieldNames = Omit<TypeNames, 'arguments'>;

/** Reads one struct. */
export function readStruct(
  node: SpecNode,
  names: FieldNames,
  problems: Problems,
): Readonly<Record<Arch, StructLayout>> {
  const duration = node.get('duration')?.isTrue === true ? ({ duration: true } as const) : {};
  const layout = (arch: Arch): StructLayout => {
    const written = node.get(arch);
    const size = Number(written?.get('size')?.integer ?? 0);
    const items = written?.get('fields')?.items() ?? [];
    const known: TypeNames = { ...names, arguments: items.map((item) => item.textOf('name')) };
    const fields = items.map((item) => readField(item, known, problems));
    for (const [index, field] of fields.entries()) checkEnd(items[index] ?? node, field, size, problems);
    return { size, fields, ...duration };
  };
  return { x86_64: layout('x86_64'), aarch64: layout('aarch64') };
}

/** Tells fields that are structs of another size than they say. */
export function checkInnerStructs(
  entries: readonly SpecEntry[],
  structs: Readonly<Record<string, Readonly<Record<Arch, StructLayout>>>>,
  problems: Problems,
): void {
  for (const { name, value } of entries) {
    for (const field of structs[name]?.x86_64.fields ?? []) {
      const inner = structs[/^struct:(.*)$/.exec(field.noun)?.[1] ?? ''];
      if (inner !== undefined && inner.x86_64.size !== field.bytes) {
        problems.add(
          value.at,
          `\`${field.name}\` has ${field.bytes} bytes, but ${inner.x86_64.size} belong to it`,
        );
      }
    }
  }
}

function readField(node: SpecNode, names: TypeNames, problems: Problems): Field {
  const noun = node.get('noun');
  const text = noun?.text ?? 'int';
  const field = {
    name: node.textOf('name'),
    offset: Number(node.get('offset')?.integer ?? 0),
    bytes: Number(node.get('bytes')?.integer ?? 4),
  };
  if (text.includes(' ')) return { ...field, ...readPointer(noun ?? node, text, names, problems) };
  const wrong = wrongNoun(text, field.bytes, names);
  if (wrong !== undefined) problems.add(noun?.at ?? node.at, wrong.message, wrong.suggestion);
  return { ...field, noun: text };
}

function readPointer(
  node: SpecNode,
  text: string,
  names: TypeNames,
  problems: Problems,
): Pick<Field, 'noun' | 'pointer'> {
  const parsed = parseArgumentType(text, names);
  if (parsed.ok && parsed.type.kind === 'pointer') return { noun: 'pointer', pointer: parsed.type };
  if (parsed.ok) problems.add(node.at, `\`${text}\` is no pointer`);
  else problems.add(node.at, parsed.message, parsed.suggestion);
  return { noun: 'address' };
}

/** What a field can be besides an integer. */
const OTHERS = ['sigset', 'handler', 'restorer', 'address', 'padding'];

function wrongNoun(
  noun: string,
  bytes: number,
  names: TypeNames,
): { readonly message: string; readonly suggestion?: string | undefined } | undefined {
  const [sort = '', set] = noun.split(':');
  if (sort !== 'struct' && sort !== 'padding' && ![1, 2, 4, 8].includes(bytes)) {
    return { message: `a \`${noun}\` has 1, 2, 4 or 8 bytes, not ${bytes}` };
  }
  if (set === undefined) {
    const known = [...INTEGER_NOUNS, ...OTHERS];
    if (known.includes(sort)) return undefined;
    return { message: `unknown noun \`${noun}\``, suggestion: didYouMean(noun, known) };
  }
  const sets: Readonly<Record<string, ReadonlySet<string>>> = {
    flags: names.flags,
    constant: names.constants,
    struct: names.structs,
  };
  const known = sets[sort];
  if (known === undefined) {
    return { message: `unknown noun \`${noun}\``, suggestion: didYouMean(sort, Object.keys(sets)) };
  }
  if (known.has(set)) return undefined;
  const what = sort === 'struct' ? 'struct' : `${sort} set`;
  return { message: `unknown ${what} \`${set}\``, suggestion: didYouMean(set, known) };
}

function checkEnd(node: SpecNode, { name, offset, bytes }: Field, size: number, problems: Problems): void {
  if (offset + bytes <= size) return;
  problems.add(node.at, `\`${name}\` ends at byte ${offset + bytes} of a struct of ${size}`);
}
