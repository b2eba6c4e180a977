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
  /** So many bytes of the quoted text that is expected stand before the offset: the next one differs. */
  readonly inside?: number;
  /** What stands there, in words. */
  readonly found: string;
}

/** The failure at `offset` of `text`; with `inside`, behind so many bytes of the one text that is expected. */
export function failureAt(
  text: Bytes,
  offset: number,
  expected: readonly string[],
  inside = 0,
): ParseFailure {
  const before = text.slice(0, offset);
  return {
    offset,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
    expected: [...new Set(expected)],
    ...(inside > 0 ? { inside } : {}),
    found: foundAt(text, offset),
  };
}

/**
 * One line: `line 3, column 7 (offset 25): expected a u32, found "x"`. Of a text that stands there in part, what is
 * missing: `expected "ze:" (of "VmSize:"), found "SS:"`.
 */
export function failureText(failure: ParseFailure): string {
  const where = `line ${failure.line}, column ${failure.column} (offset ${failure.offset})`;
  return `${where}: expected ${expectedText(failure)}, found ${failure.found}`;
}

function expectedText({ expected, inside }: ParseFailure): string {
  const whole = listText(expected);
  return inside === undefined ? whole : `${behind(whole, inside)} (of ${whole})`;
}

/** A quoted text without its first bytes. */
function behind(text: string, bytes: number): string {
  const written = text.slice(1, -1).match(/\\x[0-9a-f]{2}|\\.|./g) ?? [];
  return `"${written.slice(bytes).join('')}"`;
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
