import { expect, test } from '@jest/globals';
import { parseAsAny } from './parse-as-any.js';
import { compile } from './tiny-grammar.js';

const [short, long, other] = ['x ::= a:u8 ";"', 'x ::= a:u8 ":" b:u8 ";"', 'x ::= "z" a:u8 ";"'].map(compile);
const formats = [other, long, short].flatMap((format) => format ?? []);

test.each([
  ['7;', true, short, '{"a":7}'],
  ['z7;', true, other, '{"a":7}'],
  ['7:;', false, long, 2],
  ['7', false, short, 1],
  ['', false, short, 0],
])('%j', (text, ok, format, said) => {
  const parsed = parseAsAny(formats, text);
  expect(parsed?.ok).toBe(ok);
  expect(parsed?.format).toBe(format);
  expect(parsed?.ok === true ? JSON.stringify(parsed.value) : parsed?.failure.offset).toBe(said);
});

test('nothing is said by no format', () => {
  expect(parseAsAny([], 'a')).toBeUndefined();
});
