/** Functions that read integers: each for one kind of integer, with nothing to decide while it reads. */
import { largest } from '../../types.js';
import type { IntegerLeaf } from '../../plan/index.js';
import { bytesHere } from './byte-tests.js';
import type { ProgramText } from './program-text.js';

/** The name of a function of `e` (what to fail with) that takes the integer at `p` and returns it. */
export function integerReader(leaf: IntegerLeaf, text: ProgramText): string {
  const type = leaf.bits === 64 ? 'bigint' : 'number';
  return text.defined(nameOf(leaf), [
    `function NAME(e/*: number*/)/*: ${type}*/ {`,
    ...[...opening(leaf), ...digits(leaf, text), ...exactness(leaf), ...result(leaf)].map(
      (line) => `  ${line}`,
    ),
    '}',
  ]);
}

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
function digits(leaf: IntegerLeaf, text: ProgramText): string[] {
  const { radix, bits, upper } = leaf;
  const table =
    radix === 16 ? text.defined('HEX', [`const NAME = hexTable(${upper ? 'true' : 'false'});`]) : '';
  const digit = (place: string): string => (radix === 16 ? `${table}[b[${place}]]` : `b[${place}] ^ 48`);
  const more = (v: string): string =>
    radix === 10 ? `${v} = (Math.imul(${v}, 10) + d) | 0;` : `${v} = (${v} << ${radix === 16 ? 4 : 3}) | d;`;
  const first = [
    `let v = ${digit('q')}, d = ${digit('++q')};`,
    `if (v >= ${radix}) fail(f, e);`,
    ...oneDigit(leaf),
  ];
  const next = `d = ${digit('++q')};`;
  if (bits < 64) return [...first, `while (d < ${radix}) { ${more('v')} ${next} }`];
  return [
    ...first,
    `const z = f + ${WORD[radix]};`,
    `while (d < ${radix} && q < z) { ${more('v')} ${next} }`,
    'let w = 0;',
    `while (d < ${radix}) { ${more('w')} ${next} }`,
  ];
}

/** A number of one digit is written as the kernel writes it, unless it is to be wider. */
function oneDigit({ radix, bits, signed, width, exact }: IntegerLeaf): string[] {
  if (exact && width > 1) return [];
  const value = bits === 64 ? 'SMALL[v]/*as bigint*/' : 'v';
  const negative = bits === 64 ? '-(SMALL[v]/*as bigint*/)' : '0 - v';
  return [
    `if (d >= ${radix}) {`,
    ...(signed && exact ? ['  if (minus && v === 0) fail(a, e);'] : []),
    '  p = q;',
    `  return ${signed ? `minus ? ${negative} : ` : ''}${value};`,
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

/** So many digits of a radix are read into one word: as many as fit 31 bits, or 32 bits of whole digits. */
const WORD = { 8: 10, 10: 9, 16: 8 };

function result(leaf: IntegerLeaf): string[] {
  const { radix, bits, signed } = leaf;
  const few = `v >= 0 && v < 1024 ? SMALL[v]/*as bigint*/ : pair(v, 0)`;
  if (radix === 10 && bits < 64) return decimalResult(leaf);
  if (radix === 10) {
    const wide = signed ? 'signedPair(wide(v, w, f, a, e), minus, a, e)' : 'wide(v, w, f, a, e)';
    return [
      'p = q;',
      `if (q > z) return ${wide};`,
      `return ${signed ? 'minus ? -pair(v, 0) : ' : ''}${few};`,
    ];
  }
  const most = { 8: Math.ceil(bits / 3), 16: bits / 4 }[radix];
  const first = radix === 16 ? 255 : 47 + 2 ** (bits - 3 * (most - 1));
  const least = radix === 16 ? most + 1 : most;
  const tooLong = `if (q - f >= ${least} && isTooLong(f, q, ${most}, ${first})) fail(a, e);`;
  if (bits < 64) return [tooLong, 'p = q;', 'return v >>> 0;'];
  return [
    tooLong,
    'p = q;',
    `if (q > z) return ${radix === 16 ? 'wideHex(v, w, f)' : 'wideOctal(f)'};`,
    `return ${few};`,
  ];
}

function decimalResult(leaf: IntegerLeaf): string[] {
  const most = largest(leaf);
  const over = (value: string): string =>
    leaf.signed ? `minus ? ${value} > ${most + 1n} : ${value} > ${most}` : `${value} > ${most}`;
  const value = (v: string): string => (leaf.signed ? `minus ? 0 - ${v} : ${v}` : v);
  return [
    'p = q;',
    `if (q - f > ${WORD[10]}) {`,
    '  const long = double(f, q);',
    `  if (${over('long')}) fail(a, e);`,
    `  return ${value('long')};`,
    '}',
    ...(leaf.bits < 32 ? [`if (${over('v')}) fail(a, e);`] : []),
    `return ${value('v')};`,
  ];
}
