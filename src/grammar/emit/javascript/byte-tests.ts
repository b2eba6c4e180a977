/**
 * Tests of bytes as JavaScript expressions. `b` has the bytes of the text and a NUL behind them, `n` is how many they
 * are, so that a test that no NUL passes needs no test of the end. `view` has the same bytes for tests of four at once.
 */
import type { Bytes } from '../../../abi/index.js';
import { ANY_BYTE, EMPTY, END, complement, hasByte, rangesOf, type ByteSet } from '../../byte-set.js';
import type { Look } from '../../plan/index.js';
import type { ProgramText } from './program-text.js';

/**
 * A set that takes more comparisons than this is looked up in a table: what a digit of a run compares with changes from digit to
 * digit, and a processor guesses that wrong. That a byte is none of a few is guessed well: most are not.
 */
const MOST_COMPARISONS = { inside: 2, outside: 3 };

/** Whether the byte at the place `at` (an expression without side effects) is of the set. */
export function byteTest(set: ByteSet, at: string, text: ProgramText): string {
  const bytes = set & ANY_BYTE;
  if (bytes === EMPTY) return (set & END) === EMPTY ? 'false' : `${at} >= n`;
  const test = rangesTest(bytes, `b[${at}]`) ?? `${text.table(bytes)}[b[${at}]] === 1`;
  const withEnd = (set & END) !== EMPTY;
  if (hasByte(bytes, 0)) return withEnd ? test : and(`${at} < n`, test);
  return withEnd ? `(${test} || ${at} >= n)` : test;
}

/** Longer texts are compared in a loop: code that is inline is fast only as long as its function is not too long. */
const LONGEST_INLINE = 64;

/** Whether `bytes` stand at `p`; the first `from` of them do. */
export function bytesTest(bytes: Bytes, text: ProgramText, from = 0): string {
  if (bytes.length - from <= LONGEST_INLINE) return bytesHere(bytes, 'p', from);
  return `isHere(${keyName(bytes, text)})`;
}

/** The name of an array of `bytes`. */
export function keyName(bytes: Bytes, text: ProgramText): string {
  const codes = Array.from(bytes).map((byte) => byte.charCodeAt(0));
  return text.defined('KEY', [
    `const NAME = Uint8Array.of(${codes.join(', ')}); // ${JSON.stringify(bytes)}`,
  ]);
}

/** Whether the bytes at the place `p` + `from` are `bytes` from there on: four at once, as long as there are so many. */
export function bytesHere(bytes: Bytes, place = 'p', from = 0): string {
  const tests = bytes.slice(from).includes('\0') ? [`${plus(place, bytes.length)} <= n`] : [];
  let at = from;
  for (; at + WORD <= bytes.length; at += WORD) tests.push(wordTest(bytes, place, at));
  if (bytes.length - at > 1 && bytes.length >= WORD) tests.push(wordTest(bytes, place, bytes.length - WORD));
  else for (; at < bytes.length; at++) tests.push(`b[${plus(place, at)}] === ${bytes.charCodeAt(at)}`);
  return tests.join(' && ');
}

const WORD = 4;

function wordTest(bytes: Bytes, place: string, at: number): string {
  const word = Buffer.from(bytes.slice(at, at + WORD), 'latin1').readInt32LE();
  return `view.getInt32(${plus(place, at)}, true) === ${word}`;
}

/** A condition: what the look asks. */
export function lookTest(look: Look, text: ProgramText): string {
  if (look.kind === 'byte') return byteTest(look.set, 'p', text);
  if (look.kind === 'steps') return `${text.look(look)}()`;
  return look.any.length === 1
    ? bytesTest(look.any[0] ?? '', text)
    : look.any.map((bytes) => `(${bytesTest(bytes, text)})`).join(' || ');
}

/** Bytes that surely stand at the place where the look said yes. */
export function knownBytes(look: Look): Bytes {
  if (look.kind === 'bytes') return look.any.length === 1 ? (look.any[0] ?? '') : '';
  if (look.kind !== 'byte' || (look.set & END) !== EMPTY) return '';
  const [range, ...more] = rangesOf(look.set);
  return range && more.length === 0 && range[0] === range[1] ? String.fromCharCode(range[0]) : '';
}

export function plus(place: string, offset: number): string {
  return offset === 0 ? place : `${place} + ${offset}`;
}

function and(first: string, second: string): string {
  return second === 'true' ? first : `${first} && ${second}`;
}

/**
 * A test of few ranges, as they are or as those that are not; nothing where they are too many. A NUL is told by `>`: of a byte
 * that is not `!== 0 && !== 10`, TypeScript would know that it is one of the two, and refuse to compare it with others.
 */
function rangesTest(set: ByteSet, byte: string): string | undefined {
  if (set === ANY_BYTE) return 'true';
  const inside = rangesOf(set);
  const outside = rangesOf(complement(set));
  if (comparisons(inside) <= MOST_COMPARISONS.inside) {
    const tests = inside.map((range) => rangeTest(range, byte, '>=', '<=', '===', '&&'));
    return tests.length === 1 ? tests.join('') : `(${tests.join(' || ')})`;
  }
  if (comparisons(outside) > MOST_COMPARISONS.outside) return undefined;
  const tests = outside.map((range) => rangeTest(range, byte, '<', '>', '!==', '||'));
  return tests.map((test) => (test.includes('||') ? `(${test})` : test)).join(' && ');
}

function comparisons(ranges: ReturnType<typeof rangesOf>): number {
  return ranges.reduce((sum, [from, to]) => sum + (from > 0 && to < 255 && from < to ? 2 : 1), 0);
}

function rangeTest(
  [from, to]: readonly [number, number],
  byte: string,
  ...[least, most, same, join]: readonly string[]
): string {
  if (from === 0) return `${byte} ${most} ${to}`;
  if (to === 255) return `${byte} ${least} ${from}`;
  if (from === to) return `${byte} ${same} ${from}`;
  return `${byte} ${least} ${from} ${join} ${byte} ${most} ${to}`;
}
