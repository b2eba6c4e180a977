/** Values as JSON text without loss: 64-bit integers stand as number literals with all their digits. */
import type { FieldValue } from './value.js';

/** JSON of a value, indented. Bytes are characters U+0000 to U+00FF; absent fields are left out. */
export function valueToJson(value: FieldValue, indent = ''): string {
  if (typeof value === 'bigint' || typeof value === 'number') return value.toString();
  if (typeof value !== 'object') return JSON.stringify(value ?? null);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: FieldValue) => valueToJson(item, deeper));
    return items.length === 0 ? '[]' : `[\n${deeper}${items.join(`,\n${deeper}`)}\n${indent}]`;
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => `${JSON.stringify(key)}: ${valueToJson(member, deeper)}`);
  return members.length === 0 ? '{}' : `{\n${deeper}${members.join(`,\n${deeper}`)}\n${indent}}`;
}

/** A mark that no byte string has, before the digits of an integer that a double might not hold. */
const MARK = '\ue000';
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g;

/** The value of a JSON text; integers of 16 digits and more become bigint. Throws SyntaxError like JSON.parse. */
export function jsonToValue(text: string): FieldValue {
  const marked = text.replace(STRING_OR_LONG_INTEGER, (token) =>
    token.startsWith('"') ? token : `"${MARK}${token}"`,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(1)) : value,
  ) as FieldValue;
}
