/** Integers of every count of digits: where a reader goes from one word to two, and where a value is too large. */
import { expect, test } from '@jest/globals';
import { compile } from '../../tiny-grammar.js';

const KINDS = [
  { type: 'u32', radix: 10, least: 0n, most: 2n ** 32n - 1n },
  { type: 'i32', radix: 10, least: -(2n ** 31n), most: 2n ** 31n - 1n },
  { type: 'u64', radix: 10, least: 0n, most: 2n ** 64n - 1n },
  { type: 'i64', radix: 10, least: -(2n ** 63n), most: 2n ** 63n - 1n },
  { type: 'hex64', radix: 16, least: 0n, most: 2n ** 64n - 1n },
  { type: 'octal64', radix: 8, least: 0n, most: 2n ** 64n - 1n },
];

/** Powers of the radix and of two, and their neighbours: lengths and words change there. */
function* edges(radix: number): Generator<bigint> {
  for (const base of [BigInt(radix), 2n])
    for (let value = 1n; value < 2n ** 70n; value *= base)
      for (const near of [value - 1n, value, value + 1n, (value * 7n) / 3n]) yield* [near, -near];
}

/** One byte behind an integer is taken with it, more are not. */
const CASES = ['\n', ' kB\n'].flatMap((end) => KINDS.map((kind) => ({ ...kind, end })));

test.each(CASES)('$type is what BigInt says, up to its bounds', ({ type, radix, least, most, end }) => {
  const format = compile(`x ::= a:${type} ${JSON.stringify(end)}`);
  const wrong: unknown[] = [];
  for (const value of edges(radix)) {
    const text = `${value.toString(radix)}${end}`;
    const loose = text.replace('-', '-00').replace(/^(?=\w)/, '000');
    for (const [mode, written] of [['strict', text] as const, ['tolerant', loose] as const]) {
      const parsed = format.parse(written, { mode });
      const said = parsed.ok ? BigInt(parsed.value['a'] as bigint | number) : 'refused';
      if (said !== (value >= least && value <= most ? value : 'refused')) wrong.push([written, said]);
    }
  }
  expect(wrong).toEqual([]);
});

test('what stands behind an integer is said where it does not, the integer first', () => {
  const format = compile('x ::= a:u64 " " b:u64 "\\n"');
  const failed = (text: string): string => {
    const parsed = format.parse(text);
    return parsed.ok ? 'no failure' : `${parsed.failure.offset}: ${parsed.failure.expected.join(' or ')}`;
  };
  const behind = ['7-8\n', '70-8\n', '7 8', '7 80 '].map(failed);
  expect(behind).toEqual(['1: " "', '2: " "', '3: "\\n"', '4: "\\n"']);
  expect([`7 ${2n ** 64n} `, '7 08 '].map(failed)).toEqual(
    Array(2).fill('2: a decimal number from 0 to 18446744073709551615'),
  );
  for (const other of '/:;\xb0\xb9\xfa') expect(failed(`1123${other}456 7\n`)).toBe('4: " "');
});
