/** Rendering: the text of a /proc file from what the model knows of a process, for a target that is the model. */
import type { Bytes, Value } from '../abi/index.js';
import type { ProcFacts } from '../kernel/index.js';
import type { FieldValue, Formats } from './formats.js';

/**
 * The text of `file` (`stat`) of a process with these facts; fields that the model does not know are as the
 * grammar's defaults say. The facts hold numbers, not actors.
 *
 * @returns nothing if there is no grammar of that file.
 */
export function renderProc(formats: Formats, facts: ProcFacts, file: string): Bytes | undefined {
  const format = `proc/pid/${file}`;
  const fields = Object.fromEntries(
    Object.entries(facts[format] ?? {}).map(([name, value]) => [name, fieldOf(value)]),
  );
  return formats.get(format)?.renderWithDefaults(fields);
}

function fieldOf(value: Value): FieldValue {
  return (FIELDS[value.kind] as (value: Value) => FieldValue)(value);
}

const FIELDS: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => FieldValue } = {
  int: ({ value }) => value,
  names: ({ names }) => names.join('|'),
  word: ({ word }) => word,
  bytes: ({ bytes }) => bytes,
  text: () => undefined,
  list: ({ items }) => items.map(fieldOf),
  struct: ({ fields }) =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fieldOf(value)])),
  actor: () => undefined,
  place: () => undefined,
  any: () => undefined,
};
