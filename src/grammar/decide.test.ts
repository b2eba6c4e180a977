/** Choices between alternatives behind which very much may stand: decided, or refused, at once. */
import { expect, test } from '@jest/globals';
import { compile, problemsOf, refuses } from './tiny-grammar.js';

/** Any word of these letters: with each step there are twice as many beginnings. */
const LETTERS = 'letter ::= "a" | "b"';

test('what is told apart early is not looked at further, however much may stand behind it', () => {
  const deep = `x ::= (as:letter* ";") | ("cdefghijklmnopqrst" b:u32) | ("cdefghijklmnopqrsu" c:u32) ${LETTERS}`;
  const format = compile(deep);
  for (const text of ['abba;', 'cdefghijklmnopqrst1', 'cdefghijklmnopqrsu2'])
    expect(format.parse(text).ok).toBe(true);
  refuses(format, 'cdefghijklmnopqrsv3', 0);
});

test('a choice that takes too many looks is refused at once, with the name of its rule', () => {
  const wide = `x ::= (as:letter* ";" line) | (as:letter* "." b:u32)
    line ::= (cs:letter* ";" d:u32) | (cs:letter* "." e:u32) ${LETTERS}`;
  const found = problemsOf(wide);
  expect(found).toContain(
    'x.ebnf:3:14: two alternatives can begin alike: in the rule line more than 256 beginnings begin like others',
  );
  expect(found).toContain('in the rule x more than 256 beginnings');
});

test('spaces that may follow a padded text, in any number, end', () => {
  const format = compile('x ::= padded(a:u32, width=3) as:y* "\\n" y ::= " " z:u32');
  expect(format.parse('1   2 3\n')).toMatchObject({ ok: true, value: { a: 1, as: [{ z: 2 }, { z: 3 }] } });
});
