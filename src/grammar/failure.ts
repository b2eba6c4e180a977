/** Why a text is not of a format, and where. */
import type { Bytes } from '../abi/index.js';
import { byteText } from './byte-set.js';

/** Where a text departs from its format. Lines and columns count from 1, columns in bytes. */
export interface ParseFailure {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** What could have stood there, in words. */
  readonly expected: readonly string[];
  /** What stands there, in words. */
  readonly found: string;
}

/** The failure at `offset` of `text`. */
export function failureAt(text: Bytes, offset: number, expected: readonly string[]): ParseFailure {
  const before = text.slice(0, offset);
  return {
    offset,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    expected: [...new Set(expected)],
    found: foundAt(text, offset),
  };
}

/** One line: `line 3, column 7 (offset 25): expected a u32, found "x"`. */
export function failureText(failure: ParseFailure): string {
  const where = `line ${failure.line}, column ${failure.column} (offset ${failure.offset})`;
  return `${where}: expected ${listText(failure.expected)}, found ${failure.found}`;
}

/** A text as a reader may see it: quoted, on one line, every control character and byte above 126 escaped. */
export function quoted(text: Bytes): string {
  const escaped = JSON.stringify(text).replace(
    /[\u007f-\u00ff]|\\u00([0-9a-f]{2})/g,
    (match: string, hex?: string) => `\\x${hex ?? match.charCodeAt(0).toString(16)}`,
  );
  return escaped;
}

function foundAt(text: Bytes, offset: number): string {
  if (offset >= text.length) return 'the end of the text';
  const end = /[\n\0]/.exec(text.slice(offset, offset + 24));
  const rest = text.slice(offset, offset + (end ? end.index : 24));
  return rest === '' ? byteText(text.charCodeAt(offset)) : quoted(rest);
}

function listText(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? 'nothing';
  const shown = items.length > 6 ? [...items.slice(0, 5), `${items.length - 5} others`] : items;
  return `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
