import { describe, expect, test } from '@jest/globals';
import { changed, changeOf, compares, comparisonOf } from './wake-op.js';

const SHIFT = 8n;
const encoded = (change: bigint, comparison: bigint, operand: bigint, other: bigint): bigint =>
  (change << 28n) | (comparison << 24n) | ((operand & 0xfffn) << 12n) | (other & 0xfffn);

describe('the change of a word', () => {
  test.each([
    ['set', 0n, 0b0101n],
    ['add', 1n, 0b1000n],
    ['or', 2n, 0b0111n],
    ['clear', 3n, 0b0010n],
    ['exclusive or', 4n, 0b0110n],
    ['none', 5n, 0b0011n],
  ])('%s', (_, change, after) => {
    expect(changeOf(encoded(change, 0n, 0b0101n, 0n))).toBe(change);
    expect(changed(0b0011n, encoded(change, 0n, 0b0101n, 0n))).toBe(after);
  });

  test('takes a signed operand, or a bit of that number, and stays 32 bits wide', () => {
    expect(changed(0n, encoded(1n, 0n, -1n, 0n))).toBe(0xffff_ffffn);
    expect(changed(0n, encoded(SHIFT | 2n, 0n, 31n, 0n))).toBe(0x8000_0000n);
    expect(changed(0n, encoded(SHIFT | 2n, 0n, 33n, 0n))).toBe(2n);
  });
});

describe('the comparison of what the word was', () => {
  test.each([
    ['=', 0n, [false, true, false]],
    ['≠', 1n, [true, false, true]],
    ['<', 2n, [true, false, false]],
    ['≤', 3n, [true, true, false]],
    ['>', 4n, [false, false, true]],
    ['≥', 5n, [false, true, true]],
    ['none', 6n, [false, false, false]],
  ])('%s', (_, comparison, holds) => {
    const asked = encoded(0n, comparison, 0n, 7n);
    expect(comparisonOf(asked)).toBe(comparison);
    expect([6n, 7n, 8n].map((word) => compares(word, asked))).toEqual(holds);
  });

  test('takes both as signed', () => {
    expect(compares(0xffff_ffffn, encoded(0n, 0n, 0n, -1n))).toBe(true);
    expect(compares(0xffff_ffffn, encoded(0n, 2n, 0n, 0n))).toBe(true);
  });
});
