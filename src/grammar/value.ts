/** Values of parsed texts: records keyed by the labels of the grammar. */
import type { Bytes } from '../abi/index.js';

/**
 * What a parser gives. Integers of up to 32 bits are `number`, those of 64 bits are `bigint`, by type and
 * whatever their size; texts are strings of char codes 0..255. A field that is not there is `undefined`.
 */
export type FieldValue = number | bigint | Bytes | readonly FieldValue[] | FieldRecord | undefined;

/** The fields of one text. `extra` is there in tolerant mode only: what the grammar does not know, by key. */
export interface FieldRecord {
  readonly [label: string]: FieldValue;
}

/** Whether two values are the same; a field that is absent and one that is `undefined` are. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  return alike(a, b, Object.is);
}

/** Whether two values say the same: an integer may be a `number` in one and a `bigint` in the other. */
export function saysTheSame(a: FieldValue, b: FieldValue): boolean {
  return alike(a, b, (x, y) => x === y || (isNumeric(x) && isNumeric(y) && String(x) === String(y)));
}

function isNumeric(value: FieldValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

function alike(a: FieldValue, b: FieldValue, isAlike: (a: FieldValue, b: FieldValue) => boolean): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return isAlike(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: FieldValue, index) => alike(item, b[index] as FieldValue, isAlike));
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => alike((a as FieldRecord)[key], (b as FieldRecord)[key], isAlike));
}

/** Whether `value` is a record of fields. */
export function isRecord(value: FieldValue): value is FieldRecord {
  return typeof value === 'object' && !Array.isArray(value);
}
