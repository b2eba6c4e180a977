import { describe, expect, test } from '@jest/globals';
import { bytes } from '../../abi/index.js';
import { Memory } from '../../spec/index.js';
import { memoryWords, pathIn, roomOf, sourceIn } from './memory.js';

const valid = (text: string) => new Memory('valid', Infinity, bytes(text));
const straddling = (room: number) => new Memory('straddling', room, undefined);
const [NULL, UNMAPPED, READ_ONLY] = (['null', 'unmapped', 'read-only'] as const).map(
  (place) => new Memory(place, Infinity, undefined),
) as [Memory, Memory, Memory];
const words = memoryWords() as Record<string, (...args: unknown[]) => unknown>;

describe('memory that a call reads', () => {
  test('gives its bytes up to the count, or to the hole', () => {
    expect(sourceIn(valid('abc'), 2n)).toBe('ab');
    expect(sourceIn(READ_ONLY, 2n)).toBe('\0\0');
    expect(sourceIn(straddling(3), 9n)).toBe('xxx');
    expect(sourceIn(UNMAPPED, 9n)).toBe('');
  });

  test('faults where it ends before the count', () => {
    expect(words.faults_reading!(straddling(3), 3n)).toBe(false);
    expect(words.faults_reading!(straddling(3), 4n)).toBe(true);
    expect(words.faults_reading!(NULL, 0n)).toBe(false);
    expect(words.beyond_what_is_known!(valid('abc'), 4n)).toBe(true);
    expect(words.beyond_what_is_known!(UNMAPPED, 4n)).toBe(false);
  });
});

describe('memory that a call writes', () => {
  test('has room up to the hole, and none where it cannot be written', () => {
    expect([NULL, UNMAPPED, READ_ONLY, straddling(4)].map(roomOf)).toEqual([0, 0, 0, 4]);
    expect(words.faults_writing!(READ_ONLY, 1n)).toBe(true);
    expect(words.faults_writing!(valid(''), 1n << 40n)).toBe(false);
  });

  test('ends outside of user space for sure, perhaps, or not', () => {
    const answers = (count: bigint) => [
      words.surely_outside_user_space!(count),
      words.perhaps_outside_user_space!(count),
    ];
    expect(answers((1n << 64n) - 1n)).toEqual([true, false]);
    expect(answers(1n << 47n)).toEqual([false, true]);
    expect(answers(70000n)).toEqual([false, false]);
  });
});

describe('paths', () => {
  test('end at their NUL, and have less than PATH_MAX bytes', () => {
    expect(pathIn(valid('a\0b'))).toEqual({ text: 'a' });
    expect(pathIn(valid('x'.repeat(4095)))).toEqual({ text: 'x'.repeat(4095) });
    expect(pathIn(valid('x'.repeat(4096)))).toBe('too long');
  });

  test('without one they run into the hole, or are too long before it', () => {
    expect(pathIn(straddling(4095))).toBe('fault');
    expect(pathIn(straddling(4096))).toBe('too long');
    expect(pathIn(NULL)).toBe('fault');
    expect(words.path_is_empty!(READ_ONLY)).toBe(true);
    expect(words.path_is_empty!(NULL)).toBe(false);
  });
});
