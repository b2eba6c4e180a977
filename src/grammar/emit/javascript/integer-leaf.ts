/** Functions that read integers: each for one kind of integer, with nothing to decide while it reads. */
import { largest } from '../../types.js';
import { DIGITS, hasByte } from '../../byte-set.js';
import type { IntegerLeaf, Literal } from '../../plan/index.js';
import { bytesHere } from './byte-tests.js';
import type { ProgramText } from './program-text.js';

/**
 * The name of a function of `e` (what to fail with) that takes the integer at `p` and returns it. With `isEnded` it is one of
 * `e`, `end` and `e2`, and takes the byte `end` that must stand behind, too: it fails there with `e2` if that is another.
 */
export function integerReader(leaf: IntegerLeaf, isEnded: boolean, text: ProgramText): string {
  const type = leaf.bits === 64 ? 'bigint' : 'number';
  const give: Give = isEnded
    ? (value) => ['if (b[q] !== end) fail(q, e2);', 'p = q + 1;', `return ${value};`]
    : (value) => ['p = q;', `return ${value};`];
  const lines = [...opening(leaf), ...digits(leaf, give, text), ...exactness(leaf), ...result(leaf, give)];
  return text.defined(`${nameOf(leaf)}${isEnded ? 'to' : ''}`, [
    `function NAME(e/*: number*/${isEnded ? ', end/*: number*/, e2/*: number*/' : ''})/*: ${type}*/ {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ]);
}

/**
 * An expression that takes the integer at `p` and what must stand behind it, one byte, and has its value. Most integers of
 * /proc have one digit: for those it calls nobody.
 */
export function endedInteger(leaf: IntegerLeaf, expected: number, end: Literal, text: ProgramText): string {
  const byte = end.bytes.charCodeAt(0);
  const call = `${integerReader(leaf, true, text)}(${expected}, ${byte}, ${end.expected})`;
  const isPlain = leaf.radix === 10 && leaf.prefix === '' && !(leaf.exact && leaf.width > 1);
  if (!isPlain || hasByte(DIGITS, byte)) return call;
  const value = leaf.bits === 64 ? 'SMALL[b[p - 2] ^ 48]/*as bigint*/' : 'b[p - 2] ^ 48';
  return `b[p + 1] === ${byte} && b[p] >= 48 && b[p] <= 57 ? (p += 2, ${value}) : ${call}`;
}

/** Statements that return a value, when all of it stands before `q`. */
type Give = (value: string) => string[];

function nameOf({ radix, bits, signed, width, pad, exact }: IntegerLeaf): string {
  const family = { 8: 'octal', 10: signed ? 'int' : 'uint', 16: 'hex' }[radix];
  const padded = width > 1 ? `${pad === '0' ? 'z' : 'w'}${width}` : '';
  return `${family}${bits}${padded}${exact ? '' : 'loose'}`;
}

/** Spaces, sign and prefix; then the digits begin at `f`. */
function opening(leaf: IntegerLeaf): string[] {
  const isPlain = !leaf.spaces && !leaf.signed && leaf.prefix === '';
  const lines = ['const a = p;', 'let q = a;'];
  if (leaf.spaces) lines.push('while (b[q] === 32) q++;');
  if (leaf.signed) lines.push('const minus = b[q] === 45;', 'if (minus) q++;');
  if (leaf.prefix !== '')
    lines.push(`if (${bytesHere(leaf.prefix, 'q')}) q += ${leaf.prefix.length};`, 'else fail(a, e);');
  return [...lines, isPlain ? 'const f = a;' : 'const f = q;'];
}

/** Takes the digits, up to `q`: at least one. Returns at once if that one is all, as it is of most numbers in /proc. */
function digits(leaf: IntegerLeaf, give: Give, text: ProgramText): string[] {
  const { radix, bits, upper } = leaf;
  const table =
    radix === 16 ? text.defined('HEX', [`const NAME = hexTable(${upper ? 'true' : 'false'});`]) : '';
  const digit = (place: string): string => (radix === 16 ? `${table}[b[${place}]]` : `b[${place}] ^ 48`);
  const next = `d = ${digit('++q')};`;
  const first = [
    `let v = ${digit('q')}, d = ${digit('++q')};`,
    `if (v >= ${radix}) fail(f, e);`,
    ...oneDigit(leaf, give),
  ];
  if (bits < 64) {
    const more = radix === 10 ? '(Math.imul(v, 10) + d) | 0' : `(v << ${radix === 16 ? 4 : 3}) | d`;
    return [...first, `while (d < ${radix}) { v = ${more}; ${next} }`];
  }
  return [
    ...first,
    `const z = f + ${EXACT[radix]};`,
    ...(radix === 10 ? FOUR_AT_ONCE : []),
    ...(radix === 16 ? fourHexAtOnce(table) : []),
    `while (d < ${radix} && q < z) { v = v * ${radix} + d; ${next} }`,
    'let w = 0;',
    `while (d < ${radix}) { w = w * ${radix} + d; ${next} }`,
  ];
}

/** So many digits are less than 2 ** 52: a double is exactly what they say. */
const EXACT = { 8: 17, 10: 15, 16: 13 };

/**
 * Takes four digits at once, as long as there are so many: `x` has their values, the first lowest, and a byte that is no digit
 * above 9 there, which 0x76 more makes 0x80 or more.
 */
const FOUR_AT_ONCE = [
  'let x = view.getInt32(q, true) ^ 0x30303030;',
  'while ((((x + 0x76767676) | x) & 0x80808080) === 0 && q + 4 <= z) {',
  '  x = Math.imul(x, 10) + (x >>> 8);',
  '  v = v * 10000 + Math.imul(x & 255, 100) + ((x >>> 16) & 255);',
  '  q += 4;',
  '  x = view.getInt32(q, true) ^ 0x30303030;',
  '}',
  'd = b[q] ^ 48;',
];

/** The same for hexadecimal digits, whose values are in a table; other bytes have 255 there. */
function fourHexAtOnce(table: string): string[] {
  return [
    'while (q + 4 <= z) {',
    `  const d1 = ${table}[b[q + 1]], d2 = ${table}[b[q + 2]], d3 = ${table}[b[q + 3]];`,
    '  if ((d | d1 | d2 | d3) >= 16) break;',
    '  v = v * 65536 + ((d << 12) | (d1 << 8) | (d2 << 4) | d3);',
    '  q += 4;',
    `  d = ${table}[b[q]];`,
    '}',
  ];
}

/** A number of one digit is written as the kernel writes it, unless it is to be wider. */
function oneDigit({ radix, bits, signed, width, exact }: IntegerLeaf, give: Give): string[] {
  if (exact && width > 1) return [];
  const value = bits === 64 ? 'SMALL[v]/*as bigint*/' : 'v';
  const negative = bits === 64 ? '-(SMALL[v]/*as bigint*/)' : '0 - v';
  return [
    `if (d >= ${radix}) {`,
    ...(signed && exact ? ['  if (minus && v === 0) fail(a, e);'] : []),
    ...give(`${signed ? `minus ? ${negative} : ` : ''}${value}`).map((line) => `  ${line}`),
    '}',
  ];
}

/** Fails unless the integer is written as the kernel writes it. */
function exactness(leaf: IntegerLeaf): string[] {
  const { exact, signed, width, pad } = leaf;
  if (!exact) return [];
  const lines = signed ? ['if (minus && v === 0 && isZero(f, q)) fail(a, e);'] : [];
  if (pad === '0' && width > 1)
    return [...lines, `if (q - f < ${width} || (q - f > ${width} && b[f] === 48)) fail(a, e);`];
  lines.push('if (b[f] === 48 && q - f > 1) fail(a, e);');
  if (width > 1) lines.push(`if (q - a < ${width} || (q - a > ${width} && b[a] === 32)) fail(a, e);`);
  return lines;
}

function result(leaf: IntegerLeaf, give: Give): string[] {
  const { radix, bits } = leaf;
  if (bits === 64) return wideResult(leaf, give);
  if (radix === 10) return decimalResult(leaf, give);
  const most = { 8: Math.ceil(bits / 3), 16: bits / 4 }[radix];
  const first = radix === 16 ? 255 : 47 + 2 ** (bits - 3 * (most - 1));
  const least = radix === 16 ? most + 1 : most;
  return [`if (q - f >= ${least} && isTooLong(f, q, ${most}, ${first})) fail(a, e);`, ...give('v >>> 0')];
}

function wideResult({ radix, signed }: IntegerLeaf, give: Give): string[] {
  const wide = `wide(v, w, ${radix}, f, z, q, a, e)`;
  const [long, short] = signed
    ? [`signedPair(${wide}, minus, a, e)`, '(minus ? -exact(v) : exact(v))']
    : [wide, 'exact(v)'];
  return [`const value = q > z ? ${long} : ${short};`, ...give('value')];
}

/** So many digits fit 31 bits. */
const WORD = 9;

function decimalResult(leaf: IntegerLeaf, give: Give): string[] {
  const most = largest(leaf);
  const over = (value: string): string =>
    leaf.signed ? `minus ? ${value} > ${most + 1n} : ${value} > ${most}` : `${value} > ${most}`;
  const value = (v: string): string => (leaf.signed ? `minus ? 0 - ${v} : ${v}` : v);
  return [
    `if (q - f > ${WORD}) {`,
    '  const long = double(f, q);',
    `  if (${over('long')}) fail(a, e);`,
    ...give(value('long')).map((line) => `  ${line}`),
    '}',
    ...(leaf.bits < 32 ? [`if (${over('v')}) fail(a, e);`] : []),
    ...give(value('v')),
  ];
}
