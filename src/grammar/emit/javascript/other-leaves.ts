/** Functions that read decimals, binary integers, texts and words. */
import type { Bytes } from '../../../abi/index.js';
import type { DecimalLeaf, TextLeaf } from '../../plan/index.js';
import { byteTest, bytesHere } from './byte-tests.js';
import type { ProgramText } from './program-text.js';

/** The name of a function of `e` that takes the decimal at `p` and returns it. */
export function decimalReader(leaf: DecimalLeaf, text: ProgramText): string {
  const { digits, bits, signed, spaces, exact, width } = leaf;
  const type = bits === 64 ? 'bigint' : 'number';
  const isWide = width > 1 ? ` || q - a < ${width} || (q - a > ${width} && b[a] === 32)` : '';
  const lines = [
    'const a = p;',
    'let q = a, v = 0, d = 0;',
    spaces ? 'while (b[q] === 32) q++;' : '',
    signed ? 'const minus = b[q] === 45;' : 'const minus = false;',
    'if (minus) q++;',
    'const f = q;',
    'while ((d = b[q] ^ 48) < 10) { v = v * 10 + d; q++; }',
    'if (q === f) fail(q, e);',
    'const point = q;',
    'if (b[q] !== 46) fail(q, e);',
    `for (q++; q <= point + ${digits}; q++) { if ((d = b[q] ^ 48) > 9) fail(q, e);${bits === 32 ? ' v = v * 10 + d;' : ''} }`,
    signed ? 'if (minus && isZero(f, q)) fail(a, e);' : '',
    exact ? `if ((b[f] === 48 && point - f > 1)${isWide}) fail(a, e);` : '',
    ...decimalResult(leaf),
  ];
  const body = lines.filter((line) => line !== '').map((line) => `  ${line}`);
  return text.defined(`decimal${bits}`, [`function NAME(e/*: number*/)/*: ${type}*/ {`, ...body, '}']);
}

function decimalResult({ digits, bits, signed }: DecimalLeaf): string[] {
  if (bits === 64) return ['p = q;', `return scaled(f, minus, ${signed}, a, e);`];
  const scale = 10 ** digits;
  const most = signed ? 2147483648 : 4294967296;
  const over = signed ? `v >= (minus ? ${most + 1} : ${most}) * ${scale}` : `v >= ${most} * ${scale}`;
  return [`if (${over}) fail(a, e);`, 'p = q;', `return (minus ? 0 - v : v) / ${scale};`];
}

/** The name of a function of `e` that takes so many bits at `p` and returns them as an integer. */
export function binaryReader(bits: 16 | 32 | 64, endian: 'little' | 'big', text: ProgramText): string {
  const size = bits / 8;
  const byte = (index: number): string => `b[at + ${endian === 'little' ? index : size - 1 - index}]`;
  const word = (from: number): string =>
    [0, 1, 2, 3].map((index) => `(${byte(from + index)} << ${8 * index})`).join(' | ');
  const value = {
    16: `${byte(0)} | (${byte(1)} << 8)`,
    32: `(${word(0)}) >>> 0`,
    64: `pair(${bits === 64 ? `${word(0)}, ${word(4)}` : ''})`,
  }[bits];
  return text.defined(`${endian}${bits}`, [
    `function NAME(e/*: number*/)/*: ${bits === 64 ? 'bigint' : 'number'}*/ {`,
    '  const at = p;',
    `  if (n - at < ${size}) fail(n, e);`,
    `  p = at + ${size};`,
    `  return ${value};`,
    '}',
  ]);
}

/** The name of a function of `e` that takes the text at `p` and, if it is wanted, returns it. */
export function textReader(leaf: TextLeaf, isWanted: boolean, text: ProgramText): string {
  const { min, max, escapes } = leaf;
  const lines = ['const a = p;', 'let q = a;', ...textScan(leaf, text)];
  const length = escapes.length > 0 ? 't.length' : 'q - a';
  const checks = [
    ...(min > 0 && !(leaf.end.kind === 'length' && leaf.end.bytes < min)
      ? [`if (${length} < ${min}) fail(q, e);`]
      : []),
    ...(max < Infinity && leaf.end.kind !== 'length' ? [`if (${length} > ${max}) fail(a + ${max}, e);`] : []),
  ];
  if (escapes.length > 0) {
    const pairs = JSON.stringify(escapes.map(({ written, byte }) => [written, byte]));
    const map = text.defined('ESCAPES', [`const NAME/*: Escapes*/ = new Map(${pairs});`]);
    lines.push(`const t = unescaped(a, q, ${map}, ${escapes[0]?.written.length ?? 0}, e);`);
  }
  lines.push(...checks, 'p = q;');
  if (isWanted) lines.push(escapes.length > 0 ? 'return t;' : 'return str(a, q);');
  return text.defined(isWanted ? 'text' : 'skip', [
    `function NAME(e/*: number*/)/*: ${isWanted ? 'string' : 'void'}*/ {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ]);
}

function textScan({ set, end, min }: TextLeaf, text: ProgramText): string[] {
  const test = byteTest(set, 'q', text);
  switch (end.kind) {
    case 'run':
      return [`while (${test}) q++;`];
    case 'length':
      return end.bytes === 1 ? [`if (${test}) q++;`] : [`while (q - a < ${end.bytes} && ${test}) q++;`];
    case 'last':
      return [
        `const most = ${end.within === '' ? 'n' : `find(${JSON.stringify(end.within)}, a, n)`};`,
        ...(end.within === '' ? [] : ['if (most === n) fail(n, e);']),
        `const z = findLast(${JSON.stringify(end.last)}, a, most);`,
        'if (z < 0) fail(most, e);',
        `for (; q < z; q++) if (!(${test})) fail(q, e);`,
      ];
    case 'before': {
      const far = min > 0 ? `q - a >= ${min} && ` : '';
      const here = `${far}${bytesHere(end.ends, 'q')} && isBefore(${text.look(end.then)}, q + ${end.ends.length})`;
      return [`while (!(${here})) { if (!(${test})) fail(q, e); q++; }`];
    }
  }
}

/** The name of a function of `e` that takes one of a few words at `p` and returns it. */
export function wordsReader(words: readonly Bytes[], text: ProgramText): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const firsts = [...new Set(words.map((word) => word.charCodeAt(0)))];
  const cases = firsts.flatMap((first) => [
    `    case ${first}:`,
    ...longestFirst.filter((word) => word.charCodeAt(0) === first).map((word) => `      ${wordCase(word)}`),
    '      break;',
  ]);
  const type = words.map((word) => JSON.stringify(word)).join(' | ');
  return text.defined('word', [
    `function NAME(e/*: number*/)/*: ${type}*/ {`,
    '  switch (b[p]) {',
    ...cases,
    '  }',
    '  fail(p, e);',
    '}',
  ]);
}

function wordCase(word: Bytes): string {
  const isByte = word.length === 1 && word !== '\0';
  const taken = `p += ${word.length}; return ${JSON.stringify(word)};`;
  return isByte ? taken : `if (${bytesHere(word, 'p', word.includes('\0') ? 0 : 1)}) { ${taken} }`;
}
