/** Rows: what is told does not depend on what was asked for before. */
import { expect, test } from '@jest/globals';
import { Rows } from './rows.js';

test('a row that was asked for is told as it is now', () => {
  const rows = Rows.of([['A', 1]]);
  expect(rows.get('B')).toBeUndefined();
  rows.set('B', 2);
  expect(rows.get('B')).toBe(2);
  expect(rows.delete('B')).toBe(true);
  expect(rows.get('B')).toBeUndefined();
  expect(rows.get('A')).toBe(1);
  rows.clear();
  expect(rows.get('A')).toBeUndefined();
});

test('a copy and what it was made from do not see what is changed in the other', () => {
  const rows = Rows.of([['A', 1]]);
  expect(rows.get('A')).toBe(1);
  const copy = rows.copy();
  expect(copy.equals(rows)).toBe(true);
  copy.set('A', 2);
  expect([rows.get('A'), copy.get('A')]).toEqual([1, 2]);
  rows.delete('A');
  expect([rows.get('A'), copy.get('A')]).toEqual([undefined, 2]);
  expect(copy.equals(rows)).toBe(false);
});
