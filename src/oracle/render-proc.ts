/** Rendering: the text of a /proc file from what the model knows of a process, for a target that is the model. */
import type { ActorName, Bytes, Value } from '../abi/index.js';
import type { FieldValue, Formats } from './formats.js';

/** The first number that the model gives away: PID 1 is the scenario's init. */
const FIRST_NUMBER = 2;
const LETTERS = 26;

/**
 * The text of `file` (`stat`) of a process with these facts; fields that the model does not know are as the
 * grammar's defaults say. Actors get the same number every time.
 *
 * @returns nothing if there is no grammar of that file.
 */
export function renderProc(
  formats: Formats,
  facts: Readonly<Record<string, Value>>,
  file: string,
): Bytes | undefined {
  const fields = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, fieldOf(value)]));
  return formats.get(`proc/pid/${file}`)?.renderWithDefaults(fields);
}

/** A number for each actor that no other has: 2 for `A`, 3 for `B`, 28 for `A1`, ... */
export function numberOfActor(actor: ActorName): bigint {
  const turn = Number(actor.slice(1) || '0');
  return BigInt(FIRST_NUMBER + (actor.charCodeAt(0) - 'A'.charCodeAt(0)) + LETTERS * turn);
}

function fieldOf(value: Value): FieldValue {
  return (FIELDS[value.kind] as (value: Value) => FieldValue)(value);
}

const FIELDS: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => FieldValue } = {
  int: ({ value }) => value,
  names: ({ names }) => names.join('|'),
  word: ({ word }) => word,
  bytes: ({ bytes }) => bytes,
  list: ({ items }) => items.map(fieldOf),
  struct: ({ fields }) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldOf(value)])),
  actor: ({ actor, negated }) => (negated ? -numberOfActor(actor) : numberOfActor(actor)),
  place: () => undefined,
  any: () => undefined,
};
