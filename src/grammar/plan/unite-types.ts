/** One type for values of several types, and which of its members a value is. */
import type { ValueType } from './value-type.js';

type TypeOf<K extends ValueType['kind']> = Extract<ValueType, { kind: K }>;

/** The smallest type that has all values of `types`: one of them where one has all, else a union. */
export function uniteTypes(types: readonly ValueType[]): ValueType {
  const members: ValueType[] = [];
  for (const type of types.flatMap((each) => (each.kind === 'union' ? each.members : [each]))) {
    const like = members.findIndex((member) => areAlike(member, type));
    const member = members[like];
    if (member === undefined) members.push(type);
    else members[like] = widened(member, type);
  }
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: 'union', members };
}

/** The member of the union `type` that values of type `part` are; none if `type` is no union. */
export function memberFor(type: ValueType, part: ValueType): number | undefined {
  if (type.kind !== 'union') return undefined;
  const member = type.members.findIndex((candidate) => areAlike(candidate, part));
  if (member < 0) throw new Error('a bug of grammar: a union without this member');
  return member;
}

/** Whether values of both types are told apart by nothing in any language, so that one member serves for both. */
function areAlike(a: ValueType, b: ValueType): boolean {
  if (isBytes(a)) return isBytes(b);
  if (a.kind === 'integer' && b.kind === 'integer')
    return a.signed === b.signed && (a.bits === 64) === (b.bits === 64);
  if (a.kind === 'decimal' && b.kind === 'decimal')
    return a.bits === b.bits && a.digits === b.digits && a.signed === b.signed;
  if (a.kind === 'record' && b.kind === 'record') return a.record === b.record;
  return a.kind === 'list' && b.kind === 'list';
}

function isBytes(type: ValueType): boolean {
  return type.kind === 'bytes' || type.kind === 'words';
}

function widened(a: ValueType, b: ValueType): ValueType {
  if (a.kind === 'integer' && b.kind === 'integer') return a.bits >= b.bits ? a : b;
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: uniteTypes([a.of, b.of]) };
  if (a.kind === 'words' && b.kind === 'words') return unitedWords(a, b);
  return isBytes(a) && a.kind !== b.kind ? { kind: 'bytes' } : a;
}

function unitedWords(a: TypeOf<'words'>, b: TypeOf<'words'>): ValueType {
  return { kind: 'words', words: [...new Set([...a.words, ...b.words])], open: a.open || b.open };
}
