import { expect, test } from '@jest/globals';
import { didYouMean, nearest } from './suggest.js';

test.each([
  ['refusal', 'refusals'],
  ['is_opne', 'is_open'],
  ['ISOPEN', 'is_open'],
  ['xyz', undefined],
  ['', undefined],
])('for %p it is %p', (word, expected) => {
  expect(nearest(word, ['refusals', 'is_open', 'results'])).toBe(expected);
});

test('the nearest of several, and the first of equals', () => {
  expect(nearest('reads', ['ready', 'read', 'rights'])).toBe('ready');
  expect(nearest('reads', ['read', 'ready'])).toBe('read');
});

test('a word is not suggested for itself', () => {
  expect(didYouMean('read', ['read'])).toBeUndefined();
});
