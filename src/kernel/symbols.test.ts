import { describe, expect, test } from '@jest/globals';
import { actor, int } from '../abi/index.js';
import { decodeSymbol, encodeSymbol, symbolValue } from './symbols.js';

describe('symbols', () => {
  test.each(['A', 'B', 'Z', 'A1', 'Q7'])('%s comes back from its number, with its sign', (name) => {
    expect(decodeSymbol(encodeSymbol(name))).toEqual({ actor: name, negated: false, space: 'init' });
    expect(decodeSymbol(encodeSymbol(name, true))).toEqual({ actor: name, negated: true, space: 'init' });
  });

  test('no number that Linux could give is a symbol', () => {
    for (const number of [0n, 1n, -1n, 4194304n, -4194304n, 2147483647n, -2147483648n]) {
      expect(decodeSymbol(number)).toBeUndefined();
      expect(symbolValue(number)).toEqual(int(number));
    }
  });

  test.each([
    ['A', 'B'],
    ['Q7', 'C2'],
  ])('the number of %s among those of %s is another, and fits a futex', (name, space) => {
    const number = encodeSymbol(name, true, space);
    expect(decodeSymbol(number)).toEqual({ actor: name, negated: true, space });
    expect(symbolValue(number)).toEqual(actor(name, true, space));
    expect(-number).not.toBe(encodeSymbol(name));
    expect(-number).toBeLessThan(1n << 30n);
  });

  test('different actors have different numbers', () => {
    const names = ['A', 'B', 'Z', 'A1', 'B1', 'A2'];
    expect(new Set(names.map((name) => encodeSymbol(name))).size).toBe(names.length);
    expect(symbolValue(encodeSymbol('B'))).toEqual(actor('B'));
  });
});
