/** Grammars that are refused with a text that has two parses. */
import { expect, test } from '@jest/globals';
import { problemsOf } from './tiny-grammar.js';

test.each([
  ['x ::= a:u32 b:u32', ': "110" has two parses: {a: 11, b: 0} and {a: 1, b: 10}'],
  ['x ::= (a:u32 "x") | (b:u32 "x")', ': "0x" has two parses: {a: 0'],
  ['x ::= a:y* b:y* y ::= u32 ","', ' has two parses: {a: [], b: [ 0 ]} and {a: [ 0 ], b: []}'],
  ['x ::= a:text([^\\n])? "\\n"', '"\\n" has two parses'],
  ['x ::= as:y* y ::= text([a-z])', 'cannot be told'],
  ['x ::= padded(a:text([^\\n]), width=4) "\\n"', ' has two parses: {a: '],
])('%s', (rules, message) => {
  expect(problemsOf(rules)).toContain(message);
});

test('a grammar that is only too hard to decide is refused without such a text', () => {
  const deep = `x ::= "(" a:y* ")" ("a" b:u32 | "b" c:u32) "\\n" y ::= [a-z] ","`;
  expect(problemsOf(deep)).toBe('no problem');
  const twice = `x ::= (a:y* ";" b:u32) | (c:y* "." d:u32) y ::= [a-z] ","`;
  expect(problemsOf(twice)).toBe(
    'x.ebnf:2:7: two alternatives can begin alike (let their first bytes differ, or make one rule of them)',
  );
});
