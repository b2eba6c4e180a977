import { expect, test } from '@jest/globals';
import { jsonToValue, valueToJson } from './json.js';

test('integers keep all their digits, bytes stay bytes', () => {
  const value = {
    big: 18446744073709551615n,
    small: 7,
    text: '\xff"\\\n1234567890123456789',
    list: [{ a: -9007199254740993n }],
    none: [],
  };
  expect(valueToJson(value)).toContain('"big": 18446744073709551615,');
  expect(jsonToValue(valueToJson(value))).toEqual(value);
});

test('absent fields are left out', () => {
  expect(valueToJson({ a: undefined, b: 1 })).toBe('{\n  "b": 1\n}');
});
