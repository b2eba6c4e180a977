/** Texts that no kernel printed: real and generated ones with changes, and rubbish out of their words. */
import fc from 'fast-check';
import type { Bytes } from '../../src/abi/index.js';
import { goodSamplesOf, sequence, type Format } from '../../src/grammar/index.js';

/** Longer samples are cut, behind a line if they have any: many short texts find more than few long ones. */
const LONGEST = 4096;
/** Texts made of the grammar beside the samples. */
const MADE = 24;

/** What breaks parsers of /proc, and numbers at the edges of their types. */
const PIECES: readonly Bytes[] = [
  ...[
    '\n',
    '\n\n',
    '\0',
    ' ',
    '\t',
    '-',
    '-0',
    '0',
    '00',
    '0x',
    '.',
    ':',
    ')',
    ') R 1 (',
    '\\',
    '\\040',
    '\\0',
    '\xff',
  ],
  ...['4294967295', '4294967296', '9223372036854775808', '18446744073709551615', '18446744073709551616'],
  ...[
    'ffffffff',
    'ffffffffffffffff',
    '10000000000000000',
    '7777777777777777777777',
    '99999999999999999999999',
  ],
];

/** The texts from which those of a format are made. */
export function seedsOf(format: Format): Bytes[] {
  const draw = sequence(MADE);
  const made = Array.from({ length: MADE }, () => format.sample(draw));
  return [...new Set([...goodSamplesOf(format), ...made].map(cut))];
}

/** Changed texts of `format`, and texts of its words in any order. Shrinks towards fewer changes and the first seed. */
export function textsOf(format: Format): fc.Arbitrary<Bytes> {
  const seeds = seedsOf(format);
  const seed = fc.constantFrom(...seeds);
  const changed = fc
    .tuple(seed, fc.array(changesWith(seed), { minLength: 1, maxLength: 5 }))
    .map(([text, changes]) => changes.reduce((so, change) => CHANGES[change.kind](so, change), text));
  const words = [...new Set(seeds.flatMap((text) => text.match(/[a-zA-Z]+|[0-9]+|[^]/g) ?? []))];
  const word = fc.oneof(fc.constantFrom(...words, '\n'), fc.constantFrom(...PIECES), byte);
  const rubbish = fc.array(word, { maxLength: 40 }).map((parts) => parts.join(''));
  return fc.oneof({ arbitrary: changed, weight: 9 }, { arbitrary: rubbish, weight: 1 });
}

interface Change {
  readonly kind: 'put' | 'replace' | 'drop' | 'repeat' | 'end' | 'splice';
  /** Taken modulo the length of the text. */
  readonly at: number;
  readonly length: number;
  readonly times: number;
  readonly piece: Bytes;
  readonly other: Bytes;
}

const CHANGES: Record<Change['kind'], (text: Bytes, change: Change) => Bytes> = {
  put: (text, { piece, ...change }) => around(text, change, (part) => piece + part),
  replace: (text, { piece, ...change }) => around(text, { ...change, length: piece.length }, () => piece),
  drop: (text, change) => around(text, change, () => ''),
  repeat: (text, change) => around(text, change, (part) => part.repeat(change.times)),
  end: (text, { at }) => text.slice(0, at % (text.length + 1)),
  splice: (text, { at, other }) =>
    text.slice(0, at % (text.length + 1)) + other.slice(at % (other.length + 1)),
};

const byte = fc.nat(255).map((code) => String.fromCharCode(code));

function changesWith(seed: fc.Arbitrary<Bytes>): fc.Arbitrary<Change> {
  return fc.record({
    kind: fc.constantFrom('put', 'replace', 'drop', 'repeat', 'end', 'splice'),
    at: fc.nat(LONGEST),
    length: fc.nat(12),
    times: fc.nat(20),
    piece: fc.oneof(byte, fc.constantFrom(...PIECES)),
    other: seed,
  });
}

function around(
  text: Bytes,
  { at, length }: Pick<Change, 'at' | 'length'>,
  change: (part: Bytes) => Bytes,
): Bytes {
  const from = at % (text.length + 1);
  return text.slice(0, from) + change(text.slice(from, from + length)) + text.slice(from + length);
}

function cut(text: Bytes): Bytes {
  if (text.length <= LONGEST) return text;
  const line = text.lastIndexOf('\n', LONGEST - 1);
  return text.slice(0, line < 0 ? LONGEST : line + 1);
}
