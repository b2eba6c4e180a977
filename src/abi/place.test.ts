import { describe, expect, test } from '@jest/globals';
import { misplaced } from './place.js';
import { actor, bytes, int, list, names, place, struct, word, type Value } from './value.js';

const number = { name: 'fd', type: { kind: 'integer', noun: 'fd', bits: 32, signed: true } } as const;

describe('what is written for a number', () => {
  test.each<[Value]>([[int(3)], [names('AT_FDCWD')], [actor('A')]])('can be %j', (value) =>
    expect(misplaced(number, value)).toBeUndefined(),
  );

  test.each<[Value, string]>([
    [place('null'), 'null is a place'],
    [struct({}), 'what is written is a struct'],
    [bytes('x'), 'what is written is text'],
    [list([]), 'what is written is a list'],
    [word('handler'), 'what is written is a word'],
  ])('cannot be %j', (value, why) => expect(misplaced(number, value)).toBe(`fd is a number, and ${why}`));
});

test('a number is no pointer to a struct', () => {
  const utime = { kind: 'pointer', direction: 'in', to: { kind: 'struct', struct: 'timespec' } } as const;
  expect(misplaced({ name: 'utime', type: utime }, int(1))).toContain('utime is a pointer');
  expect(misplaced({ name: 'utime', type: utime }, struct({}))).toBeUndefined();
});
