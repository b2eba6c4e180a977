/** What the rules of the reference parser give upwards. */
import type { Bytes } from '../../abi/index.js';
import type { Node } from '../ir.js';
import type { FieldRecord, FieldValue } from '../value.js';

/** The text that a rule matched, its fields, its value, and what it says of texts that stand twice. */
export interface Part {
  readonly text: Bytes;
  readonly fields?: readonly (readonly [string, FieldValue])[];
  readonly value?: FieldValue;
  readonly marks?: readonly Mark[];
}

/** The text of a field that stands again later, or (`isAgain`) a place where it does. */
export interface Mark {
  readonly of: Node;
  readonly text: Bytes;
  readonly isAgain: boolean;
}

/** Parts that follow each other, as one; `undefined` where a text that must stand again is another one. */
export function join(parts: readonly Part[]): Part | undefined {
  const marks = joinMarks(parts);
  if (marks === undefined) return undefined;
  const valued = parts.find((part) => part.value !== undefined);
  return {
    text: textOf(parts),
    fields: parts.flatMap((part) => part.fields ?? []),
    ...(valued ? { value: valued.value } : {}),
    ...(marks.length > 0 ? { marks } : {}),
  };
}

/** What of the marks of `parts` is still to be compared, or to be compared with; `undefined` if two differ. */
export function joinMarks(parts: readonly Part[]): readonly Mark[] | undefined {
  const all = parts.flatMap((part) => part.marks ?? []);
  const open: Mark[] = [];
  for (const mark of all) {
    const before = mark.isAgain
      ? open.findLast((other) => other.of === mark.of && !other.isAgain)
      : undefined;
    if (!before) open.push(mark);
    else if (before.text !== mark.text) return undefined;
  }
  return open;
}

/** `part` as it is seen from outside of its record, list or raw text: only what stands before it can stand again in it. */
export function closed(part: Part): Pick<Part, 'text' | 'marks'> {
  const marks = part.marks?.filter((mark) => mark.isAgain) ?? [];
  return marks.length > 0 ? { text: part.text, marks } : { text: part.text };
}

/** The record with these labels that the fields of `part` make. */
export function recordOf(labels: readonly string[], part: Part): FieldRecord {
  const fields = new Map(part.fields);
  return Object.fromEntries(labels.map((label) => [label, fields.get(label)]));
}

/** The text that parts cover together. */
export function textOf(parts: readonly Part[]): Bytes {
  return parts.map((part) => part.text).join('');
}

/** Parts of which only the text counts. */
export function textOnly(parts: readonly Part[]): Part {
  return { text: textOf(parts) };
}

/** Parts whose text is the value. */
export function textValue(parts: readonly Part[]): Part {
  const text = textOf(parts);
  return { text, value: text };
}
