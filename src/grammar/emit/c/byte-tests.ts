/** Tests of bytes as C expressions; none reads at the end of the text or behind it. */
import type { Bytes } from '../../../abi/index.js';
import {
  ANY_BYTE,
  EMPTY,
  END,
  bytesOf,
  complement,
  hasByte,
  rangesOf,
  type ByteSet,
} from '../../byte-set.js';
import type { ProgramText } from '../javascript/program-text.js';
import { sized } from './c-text.js';

/** A set of more ranges than this is looked up in a table. */
const MOST_RANGES = 2;

/** Whether the byte at `at` is of the set (with END: or the text ends there). */
export function byteTest(set: ByteSet, at: string, text: ProgramText): string {
  const bytes = set & ANY_BYTE;
  const withEnd = (set & END) !== EMPTY;
  if (bytes === EMPTY) return withEnd ? `${at} == end` : 'false';
  const test = setTest(bytes, `*${at}`, text);
  if (withEnd) return test === 'true' ? 'true' : `(${at} == end || ${test})`;
  return test === 'true' ? `${at} < end` : `${at} < end && ${test}`;
}

/** The same for a byte that is one of many: sets of several ranges are looked up in a table. */
export function runTest(set: ByteSet, at: string, text: ProgramText): string {
  const bytes = set & ANY_BYTE;
  const ranges = Math.min(rangesOf(bytes).length, rangesOf(complement(bytes)).length);
  return ranges > 1 ? `${at} < end && ${tableName(bytes, text)}[*${at}]` : byteTest(bytes, at, text);
}

/** Whether `bytes` stand at `at`. */
export function bytesTest(bytes: Bytes, at = 'p'): string {
  if (bytes.length === 1) return `${at} < end && *${at} == ${byteLiteral(bytes.charCodeAt(0))}`;
  return `abide_here(${at}, end, ${sized(bytes)})`;
}

/** The byte that a set leaves out, if it is one; then a run is as far as memchr finds. */
export function onlyMissing(set: ByteSet): number | undefined {
  const [byte, ...more] = bytesOf(complement(set & ANY_BYTE));
  return more.length === 0 ? byte : undefined;
}

/** A byte as C: `'a'`, `0x0a`. */
export function byteLiteral(byte: number): string {
  const char = String.fromCharCode(byte);
  return /[ -~]/.test(char) && char !== "'" && char !== '\\' ? `'${char}'` : `0x${byte.toString(16)}`;
}

/** The name of a table that has 1 for each byte of the set. */
function tableName(set: ByteSet, text: ProgramText): string {
  const rows = Array.from(
    { length: 8 },
    (_, row) =>
      `  ${Array.from({ length: 32 }, (_, column) => (hasByte(set, row * 32 + column) ? 1 : 0)).join(', ')}`,
  );
  return text.defined('BYTES', [`static const unsigned char NAME[256] = {`, rows.join(',\n'), '};']);
}

function setTest(set: ByteSet, byte: string, text: ProgramText): string {
  if (set === ANY_BYTE) return 'true';
  const inside = rangesOf(set);
  const outside = rangesOf(complement(set));
  if (Math.min(inside.length, outside.length) > MOST_RANGES) return `${tableName(set, text)}[${byte}]`;
  if (inside.length <= outside.length) return or(inside.map((range) => rangeTest(range, byte)));
  return `!${or(outside.map((range) => rangeTest(range, byte)))}`;
}

function or(tests: readonly string[]): string {
  return `(${tests.join(' || ')})`;
}

function rangeTest([from, to]: readonly [number, number], byte: string): string {
  if (from === to) return `${byte} == ${byteLiteral(from)}`;
  if (from === 0) return `${byte} <= ${byteLiteral(to)}`;
  if (to === 255) return `${byte} >= ${byteLiteral(from)}`;
  return `(${byte} >= ${byteLiteral(from)} && ${byte} <= ${byteLiteral(to)})`;
}
