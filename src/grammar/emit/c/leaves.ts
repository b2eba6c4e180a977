/** Functions that take numbers, texts and words: each for one kind of them, with nothing to decide while it reads. */
import type { Bytes } from '../../../abi/index.js';
import type { DecimalLeaf, IntegerLeaf, TextLeaf } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { byteLiteral, bytesTest, byteTest, runTest, onlyMissing } from './byte-tests.js';
import { lookTest } from './looks.js';
import { cString, sized } from './c-text.js';

/** The name of a function (s, p, value, e) that takes an integer, as fast as can be if `isHot`, else as short. */
export function integerTaker(leaf: IntegerLeaf, isHot: boolean, text: ProgramText): string {
  const { radix, bits, signed, prefix, upper, spaces, exact, width, pad } = leaf;
  const members = [
    `.radix = ${radix}, .bits = ${bits}, .width = ${width}`,
    ...[
      signed && 'is_signed',
      upper && 'upper',
      spaces && 'spaces',
      exact && 'exact',
      pad === '0' && 'zeros',
    ].flatMap((name) => (name ? [`.${name} = true`] : [])),
    `.prefix = ${cString(prefix)}, .prefix_size = ${prefix.length}`,
  ];
  const family = { 8: 'octal', 10: signed ? 'i' : 'u', 16: 'hex' }[radix];
  return text.defined(`take_${family}${bits}`, [
    `${isHot ? 'ABIDE_INLINE' : 'static'} abide_at NAME(struct abide_state *s, abide_at p, uint64_t *value, unsigned e) {`,
    '  return abide_integer(s, p, value, e, (struct abide_integer){',
    ...members.map((member) => `    ${member},`),
    '  });',
    '}',
  ]);
}

/** The name of a function (s, p, number, scaled, e) that takes a decimal fraction. */
export function decimalTaker(leaf: DecimalLeaf, text: ProgramText): string {
  const { digits, bits, signed, spaces, exact, width } = leaf;
  const flags = [signed && 'is_signed', spaces && 'spaces', exact && 'exact'];
  const members = [
    `.digits = ${digits}, .bits = ${bits}, .width = ${width}, .scale = 1e${digits}`,
    ...flags.flatMap((name) => (name ? [`.${name} = true`] : [])),
  ];
  return text.defined(`take_decimal${bits}`, [
    'static abide_at NAME(struct abide_state *s, abide_at p, double *number, uint64_t *scaled, unsigned e) {',
    '  return abide_decimal(s, p, number, scaled, e, (struct abide_decimal){',
    ...members.map((member) => `    ${member},`),
    '  });',
    '}',
  ]);
}

/** The name of a function (s, p, value, e) that takes a text. */
export function textTaker(leaf: TextLeaf, isWanted: boolean, text: ProgramText): string {
  const { min, max, end, escapes } = leaf;
  const isBounded = end.kind === 'length';
  const lines = ['const abide_at end = s->end, a = p;', ...scan(leaf, text)];
  if (escapes.length > 0) {
    const all = escapes.map(({ written, byte }) => written + byte).join('');
    const size = escapes[0]?.written.length ?? 0;
    lines.push(
      `if (!abide_unescape(s, a, p, ${cString(all)}, ${size}, ${String(isWanted)}, value, e)) return NULL;`,
    );
  } else lines.push('*value = abide_slice(a, p);');
  if (min > 0 && !(isBounded && end.bytes < min))
    lines.push(`if (value->length < ${min}) return abide_fail(s, p, e);`);
  if (max < Infinity && !isBounded)
    lines.push(`if (value->length > ${max}) return abide_fail(s, a + ${max}, e);`);
  if (!lines.some((line) => line.includes('e)'))) lines.push('(void)e;');
  lines.push('return p;');
  return text.defined(isWanted ? 'take_text' : 'skip_text', [
    `${isBounded && end.bytes <= 2 ? 'ABIDE_INLINE' : 'static'} abide_at NAME(struct abide_state *s, abide_at p, abide_bytes *value, unsigned e) {`,
    ...lines.map((line) => `  ${line}`),
    '}',
  ]);
}

function scan({ set, end, min }: TextLeaf, text: ProgramText): string[] {
  const test = byteTest(set, 'p', text);
  switch (end.kind) {
    case 'run':
      return run(set, text);
    case 'length':
      if (end.bytes < 2) return end.bytes === 0 ? ['(void)end;'] : [`if (${test}) p++;`];
      return [`while ((size_t)(p - a) < ${end.bytes} && ${test}) p++;`];
    case 'last':
      return [
        ...(end.within === ''
          ? ['const abide_at most = end;']
          : [
              `const abide_at most = abide_find(p, end, ${sized(end.within)});`,
              'if (most == end) return abide_fail(s, end, e);',
            ]),
        `const abide_at last = abide_find_last(p, most, ${sized(end.last)});`,
        'if (last == NULL) return abide_fail(s, most, e);',
        `for (; p < last; p++) if (!(${test})) return abide_fail(s, p, e);`,
      ];
    case 'before': {
      const far = min > 0 ? `(size_t)(p - a) >= ${min} && ` : '';
      const then = lookTest(end.then, text, `(p + ${end.ends.length})`);
      return [
        `while (!(${far}${bytesTest(end.ends)} && (${then}))) {`,
        `  if (!(${test})) return abide_fail(s, p, e);`,
        '  p++;',
        '}',
      ];
    }
  }
}

function run(set: bigint, text: ProgramText): string[] {
  const missing = onlyMissing(set);
  return missing === undefined
    ? [`while (${runTest(set, 'p', text)}) p++;`]
    : [`p = abide_until(p, end, ${byteLiteral(missing)});`];
}

/** The name of a function (s, p, value, e) that takes the longest of a few words. */
export function wordTaker(words: readonly Bytes[], text: ProgramText): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const firsts = [...new Set(words.map((word) => word.charCodeAt(0)))];
  const cases = firsts.flatMap((first) => [
    `    case ${byteLiteral(first)}:`,
    ...longestFirst.filter((word) => word.charCodeAt(0) === first).flatMap(wordCase),
  ]);
  return text.defined('take_word', [
    'static abide_at NAME(struct abide_state *s, abide_at p, abide_bytes *value, unsigned e) {',
    '  const abide_at end = s->end, a = p;',
    '  size_t size = 0;',
    '  if (p < end) switch (*p) {',
    ...cases,
    '  }',
    '  if (size == 0) return abide_fail(s, p, e);',
    '  *value = abide_slice(a, a + size);',
    '  return a + size;',
    '}',
  ]);
}

function wordCase(word: Bytes, index: number, all: readonly Bytes[]): string[] {
  const test = word.length === 1 ? '' : `if (${bytesTest(word)}) `;
  const line = `      ${index === 0 ? '' : 'else '}${test}size = ${word.length};`;
  return [line, ...(index === all.length - 1 ? ['      break;'] : [])];
}
