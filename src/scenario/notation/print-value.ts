/** Values as text. */
import { ERRNO_NUMBERS, PLACES, type Result, type Value, type ValueKind } from '../../abi/index.js';
import { looksLikeActor, printName } from './name.js';
import { quoteBytes, quoteName } from './quote.js';

/** The word that means any value at all; a `word` that is spelt like it, or like a place, is quoted. */
export const ANY_WORD = 'any';

type Printers = { readonly [K in ValueKind]: (value: Extract<Value, { kind: K }>) => string };

const PRINTERS: Printers = {
  int: ({ value }) => String(value),
  names: ({ names, rest }) => printNames(names, rest),
  word: ({ word }) => (isPlainWord(word) ? word : quoteName(word)),
  bytes: ({ bytes }) => quoteBytes(bytes),
  text: ({ parts }) => parts.map(printValue).join('+'),
  list: ({ items }) => `[${items.map(printValue).join(', ')}]`,
  struct: ({ fields }) => printFields(fields),
  actor: ({ actor, negated }) => `${negated ? '-' : ''}${actor}`,
  place: ({ place, size }) => (size === undefined ? place : `${place}(${size})`),
  any: () => ANY_WORD,
};

/** One value as the notation writes it; `readValue` is the inverse. */
export function printValue(value: Value): string {
  return (PRINTERS[value.kind] as (value: Value) => string)(value);
}

/**
 * What a call gave back, as it stands behind `=`. `bare`: false where an actor's bare name would be taken for
 * something else (a new actor, an errno), so that it is written `B.pid`.
 */
export function printResult(result: Result, bare = true): string {
  if (result.kind === 'errno')
    return looksLikeErrno(result.errno) ? result.errno : `!${quoteName(result.errno)}`;
  const { value } = result;
  const text = printValue(value);
  if (value.kind === 'actor' && !value.negated) {
    return bare && !looksLikeErrno(value.actor) ? text : `${text}.pid`;
  }
  return value.kind === 'names' && looksLikeErrno(text) ? `|${text}` : text;
}

/** True for a name that means an errno where it stands behind `=`. */
export function looksLikeErrno(name: string): boolean {
  return Object.hasOwn(ERRNO_NUMBERS, name) || /^E[0-9]+$/.test(name);
}

function printNames(names: readonly string[], rest: bigint | undefined): string {
  const parts = names.map(printName);
  if (rest !== undefined) parts.push(rest < 0n ? `-0x${(-rest).toString(16)}` : `0x${rest.toString(16)}`);
  const plain =
    names.length > 0 &&
    startsAsConstant(parts[0] ?? '') &&
    !(parts.length === 1 && looksLikeActor(names[0] ?? ''));
  return `${plain ? '' : '|'}${parts.join('|')}`;
}

function startsAsConstant(text: string): boolean {
  return /^[A-Z_]/.test(text);
}

function isPlainWord(text: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(text) && text !== ANY_WORD && !PLACES.some((place) => place === text);
}

function printFields(fields: Readonly<Record<string, Value>>): string {
  const parts = Object.entries(fields).map(([name, value]) => `${printName(name)}: ${printValue(value)}`);
  return `{${parts.join(', ')}}`;
}
