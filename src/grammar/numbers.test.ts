/** Numbers in all the ways the kernel writes them. */
import { describe, expect, test } from '@jest/globals';
import { compile, holds, means, problemsOf, refuses } from './tiny-grammar.js';

describe('decimal', () => {
  const load = compile('x ::= a:decimal(digits=2) " " b:decimal64(digits=6, signed=1, width=12) "\\n"');

  test('is a number of 32 bits, and a scaled bigint of 64', () => {
    means(load, '12.34    12.345678\n', { a: 12.34, b: 12345678n });
    means(load, '0.05    -0.000001\n', { a: 0.05, b: -1n });
    means(load, '4294967295.99 9223372036854.775807\n', { a: 4294967295.99, b: 9223372036854775807n });
    holds(load);
  });

  test.each([
    ['4294967296.00     0.000000\n', 0],
    ['01.00     0.000000\n', 0],
    ['1.0     0.000000\n', 3],
    ['1.000     0.000000\n', 4],
    ['1.00    -0.000000\n', 5],
    ['1.00     0.00000\n', 16],
    ['1.00    0.000000\n', 5],
    ['.00     0.000000\n', 0],
    ['1.00 9223372036854.775808\n', 5],
  ])('does not take %j', (text, offset) => {
    refuses(load, text, offset);
  });

  test('prints what it can say, and nothing else', () => {
    expect(load.renderWithDefaults({})).toBe('0.00     0.000000\n');
    for (const a of [-1, 0.001, 2 ** 32, NaN, Infinity, 1n])
      expect(() => load.print({ a, b: 0n })).toThrow('a number with 2 digits behind the point, from 0.00 to');
  });

  test('refuses digits that a double cannot hold', () => {
    expect(problemsOf('x ::= a:decimal(digits=7) "\\n"')).toContain('decimal has 1 to 6 digits');
    expect(problemsOf('x ::= a:decimal "\\n"')).toContain('decimal has 1 to 6 digits');
  });
});

test('integers as bits, in both orders', () => {
  const bits = compile('x ::= a:le16 b:be16 c:le32 d:be32 e:le64 f:be64');
  means(bits, '\x01\x02\x01\x02\x01\x00\x00\xff\xff\x00\x00\x01\x01\0\0\0\0\0\0\x80\x80\0\0\0\0\0\0\x01', {
    a: 0x0201,
    b: 0x0102,
    c: 0xff000001,
    d: 0xff000001,
    e: 0x8000000000000001n,
    f: 0x8000000000000001n,
  });
  refuses(bits, '\x01\x02\x01', 3);
  expect(() => bits.print({ a: 65536, b: 0, c: 0, d: 0, e: 0n, f: 0n })).toThrow(
    'a: 65536 is not an integer of 16',
  );
  holds(bits);
  expect(compile('x ::= pages:le64*').parse('\x01\0\0\0\0\0\0\0')).toEqual({
    ok: true,
    value: { pages: [1n] },
  });
});

test('zero has its prefix, as the kernel prints it', () => {
  const format = compile('x ::= a:hex32(prefix="0x") " " b:octal32(prefix="0") " " c:octal32(width=4) "\\n"');
  means(format, '0x0 00 0000\n', { a: 0, b: 0, c: 0 });
  means(format, '0xa 07 0022\n', { a: 10, b: 7, c: 18 });
  refuses(format, '0 00 0000\n', 0);
  refuses(format, '0x0 0 0000\n', 5);
  holds(format);
});

test('bytes of a fixed number need nothing behind them', () => {
  const format = compile(
    'x ::= a:text([0-9a-f], min=4, max=4) b:text([0-9a-f], min=2, max=2) (c:[0-9a-f] | d:("-" | "+")) "\\n"',
  );
  means(format, '0123ab4\n', { a: '0123', b: 'ab', c: '4', d: undefined });
  holds(format);
});
