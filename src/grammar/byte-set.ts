/** Sets of bytes, as 257-bit masks: bit b for byte b, bit 256 for "the text ends here". */

import { must } from './must.js';

export type ByteSet = bigint;

export const EMPTY: ByteSet = 0n;
/** Bit 256: not a byte, but the end of the text. */
export const END: ByteSet = 1n << 256n;
/** Every byte, without the end. */
export const ANY_BYTE: ByteSet = END - 1n;
export const DIGITS: ByteSet = rangeSet(0x30, 0x39);

/** The set of the bytes `from` to `to`, both included. */
export function rangeSet(from: number, to: number): ByteSet {
  return (1n << BigInt(to + 1)) - (1n << BigInt(from));
}

/** The set of the bytes of `text`. */
export function setOf(text: string): ByteSet {
  let set = EMPTY;
  for (let i = 0; i < text.length; i++) set |= 1n << BigInt(text.charCodeAt(i));
  return set;
}

/** Every byte that is not in `set`. */
export function complement(set: ByteSet): ByteSet {
  return ANY_BYTE & ~set;
}

export function hasByte(set: ByteSet, byte: number): boolean {
  return ((set >> BigInt(byte)) & 1n) === 1n;
}

type Ranges = readonly (readonly [from: number, to: number])[];

/** Grammars have few sets, and planning asks for their ranges very often. */
const KNOWN_RANGES = new Map<ByteSet, Ranges>();

/** The ranges of a set, ascending, without the end of the text. */
export function rangesOf(set: ByteSet): Ranges {
  const ranges = KNOWN_RANGES.get(set) ?? findRanges(set);
  KNOWN_RANGES.set(set, ranges);
  return ranges;
}

function findRanges(set: ByteSet): Ranges {
  const ranges: (readonly [number, number])[] = [];
  for (let byte = 0; byte < 256; byte++) {
    if (!hasByte(set, byte)) continue;
    const from = byte;
    while (byte < 255 && hasByte(set, byte + 1)) byte++;
    ranges.push([from, byte]);
  }
  return ranges;
}

/** The bytes of a set, ascending. */
export function bytesOf(set: ByteSet): number[] {
  return rangesOf(set).flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
}

/** A set as a reader sees it: `[0-9a-f]`, `[^NUL]`, `end of text`. */
export function setText(set: ByteSet): string {
  if (set === END) return 'end of text';
  const bytes = set & ANY_BYTE;
  const end = (set & END) === EMPTY ? '' : ' or end of text';
  if (bytes === ANY_BYTE) return `any byte${end}`;
  const negated = bytesOf(bytes).length > 128;
  const ranges = rangesOf(negated ? complement(bytes) : bytes);
  if (!negated && ranges.length === 1 && must(ranges[0])[0] === must(ranges[0])[1])
    return byteText(must(ranges[0])[0]) + end;
  const parts = ranges.map(([from, to]) =>
    from === to ? byteName(from) : `${byteName(from)}-${byteName(to)}`,
  );
  return `[${negated ? '^' : ''}${parts.join('')}]${end}`;
}

/** One byte as a reader sees it: `"a"`, `newline`, `NUL`, `byte 0xff`. */
export function byteText(byte: number): string {
  const name = byteName(byte);
  return name.length === 1 ? JSON.stringify(name) : name.startsWith('\\x') ? `byte 0x${name.slice(2)}` : name;
}

const NAMES = new Map([
  [0, 'NUL'],
  [9, 'tab'],
  [10, 'newline'],
  [32, 'space'],
]);

function byteName(byte: number): string {
  const name = NAMES.get(byte);
  if (name !== undefined) return name;
  return byte > 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
