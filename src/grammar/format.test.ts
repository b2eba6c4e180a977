import { describe, expect, test } from '@jest/globals';
import { compileFormat, type Format } from './format.js';
import { GrammarError } from './notation/problem.js';
import { readGrammar } from './notation/read-grammar.js';
import { PrintFailure } from './print.js';
import { resolve } from './resolve.js';

const HEADER = '@path("/proc/x") @summary("x") @source("x.c", "x") @manual("x(5)") @since("1.0")\n';

function compile(rules: string): Format {
  return compileFormat(resolve('proc/x', readGrammar('x.ebnf', HEADER + rules), () => undefined));
}

function problemsOf(rules: string): string {
  try {
    compile(rules);
  } catch (thrown) {
    if (thrown instanceof GrammarError) return thrown.message;
    throw thrown;
  }
  return 'no problem';
}

describe('a grammar that cannot be used says where and what to do', () => {
  test.each([
    ['x ::= a:u46 "\\n"', "x.ebnf:2:9: there is no rule or type 'u46' (did you mean 'u16'?)"],
    ['x ::= a:u64 "\n', 'x.ebnf:2:13: this string does not end (close it on the same line)'],
    ['x ::= a:u64 @sinse("1")', "x.ebnf:2:14: @sinse is not known here (did you mean 'since'?)"],
    [
      'x ::= a:u64 | | "b"',
      "x.ebnf:2:15: here stands '|', where something to match must stand (use ? for what may be missing)",
    ],
    ['x ::= u64 " " a:u64', 'x.ebnf:2:1: a value without a label would be lost (write label:type)'],
    [
      'x ::= a:u64 " "? "\\n"',
      'x.ebnf:2:13: whether this stands there would be lost (put a label inside, or use raw(...))',
    ],
    ['x ::= a:u64 b:u64', 'x.ebnf:2:1: a run of [0-9] does not know where to end ([0-9] may follow)'],
    [
      'x ::= a:y y ::= b:y',
      "x.ebnf:2:11: rule 'y' refers to itself (formats of /proc do not nest: use * or +)",
    ],
    ['x ::= a:u64 y ::= "b"', "x.ebnf:2:13: nothing refers to rule 'y' (remove it)"],
    ['x ::= a:u64 a:text([^\\n]) "\\n"', "label 'a' is there twice"],
    ['x ::= (a:u64 "x") | (b:u64 "x")', 'two alternatives can begin alike'],
    ['x ::= a:text([^\\0], last=")") ") " b:text([^\\n]) "\\n"', 'what follows may hold ")" again'],
  ])('%s', (rules, message) => {
    expect(problemsOf(rules)).toContain(message);
  });
});

describe('values', () => {
  test('64 bits are bigint, 32 bits are number, whatever their size', () => {
    const format = compile(
      'x ::= a:u64 " " b:u32 " " c:i64 " " d:hex64(width=16) " " e:octal32(width=4) "\\n"',
    );
    const text = '18446744073709551615 7 -9223372036854775808 00000000ffffffff 0022\n';
    const value = { a: 18446744073709551615n, b: 7, c: -9223372036854775808n, d: 0xffffffffn, e: 0o22 };
    expect(format.parse(text)).toEqual({ ok: true, value });
    expect(format.parse(new TextEncoder().encode(text))).toEqual({ ok: true, value });
    expect(format.print({ ...value, a: 5 })).toBe(text.replace('18446744073709551615', '5'));
  });

  test.each(['18446744073709551616', '01', '-0', '', '+1', ' 1'])('u64 does not take %j', (text) => {
    const format = compile('x ::= a:u64 "\\n"');
    expect(format.parse(`${text}\n`).ok).toBe(false);
    expect(format.parseReference(`${text}\n`).ok).toBe(false);
  });

  test('padding is exact in strict mode and free in tolerant mode', () => {
    const format = compile('x ::= a:u64(width=4) " kB\\n"');
    expect(format.parse('   7 kB\n').ok && format.parse('12345 kB\n').ok).toBe(true);
    expect(format.parse('7 kB\n').ok || format.parse(' 12345 kB\n').ok).toBe(false);
    expect(format.parse('7 kB\n', { mode: 'tolerant' })).toEqual({ ok: true, value: { a: 7n } });
  });

  test('escapes are undone and done again', () => {
    const format = compile(
      'x ::= a:text([^\\0], octal=" \\n\\\\") " " b:text([^\\0\\n], backslash="\\\\") "\\n"',
    );
    const parsed = format.parse('a\\040b\\134 c\\\\d\n');
    expect(parsed).toEqual({ ok: true, value: { a: 'a b\\', b: 'c\\d' } });
    expect(format.parse('a\\041 c\n').ok).toBe(false);
  });

  test('alternatives with the same fields are told apart by what their values may be', () => {
    const format = compile('x ::= (a:("s" | "t") " " n:u32 | a:("u" | "v") " " n:i32) "\\n"');
    expect(format.print({ a: 'v', n: -1 })).toBe('v -1\n');
    expect(() => format.print({ a: 's', n: -1 })).toThrow('a: "s" is not "u", "v"');
    expect(() => format.print({ a: 's' })).toThrow('has the fields of none of its alternatives');
  });

  test('a value that no text says is refused with its field', () => {
    const format = compile('x ::= a:y "\\n" y ::= b:u32 ("," c:u32)?');
    expect(() => format.print({ a: { b: -1 } })).toThrow(
      new PrintFailure('a.b', '-1 is not a decimal number from 0 to 4294967295'),
    );
    expect(() => format.print({ a: { b: 1, d: 1 } })).toThrow('a.d: there is no such field');
    expect(() => format.print({})).toThrow('a: is missing');
  });

  test('raw keeps a single text or byte as well as a rule', () => {
    const format = compile('x ::= a:raw("yes")? b:raw([ab]) "\\n"');
    expect(format.parse('yesa\n')).toEqual({ ok: true, value: { a: 'yes', b: 'a' } });
    expect(format.parse('b\n')).toEqual({ ok: true, value: { b: 'b' } });
    expect(() => format.print({ a: 'no', b: 'b' })).toThrow('a: "no" is not "yes"');
  });
});

describe('tables in tolerant mode', () => {
  const format = compile('@table(":\\t", "\\n") x ::= A:u32 B:("on" | "off")? C:u32');

  test('keep what they do not know, in any order, and pass new words', () => {
    const parsed = format.parse('C:\t3\nNew:\tthing\nB:\tmaybe\nA:\t1\nA:\t2\n', { mode: 'tolerant' });
    expect(parsed).toEqual({ ok: true, value: { A: 1, B: 'maybe', C: 3, extra: { New: 'thing', A: '2' } } });
  });

  test('print what was kept behind what is known', () => {
    expect(format.print({ A: 1, C: 3, extra: { New: 'thing' } })).toBe('A:\t1\nC:\t3\nNew:\tthing\n');
  });

  test('still refuse a number that is none', () => {
    expect(format.parse('A:\tx\nC:\t3\n', { mode: 'tolerant' })).toMatchObject({
      failure: { line: 1, column: 4 },
    });
  });

  test('strict mode names the line and what could stand there', () => {
    const failure = { offset: 5, line: 2, column: 1, expected: ['"B:\\t"', '"C:\\t"'], found: '"D:\\t1"' };
    expect(format.parse('A:\t1\nD:\t1\n')).toEqual({ ok: false, failure });
  });
});

test('time grows with the text, not with its square', () => {
  const format = compile('x ::= list:y* "\\n" y ::= text([^\\0\\n]) "\\0"');
  expect(format.parse(`${'a\0'.repeat(300_000)}\n`)).toMatchObject({ ok: true });
  expect(format.parse('a'.repeat(3_000_000))).toMatchObject({ ok: false, failure: { offset: 3_000_000 } });
});
