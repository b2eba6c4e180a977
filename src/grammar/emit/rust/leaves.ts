/** Functions that take numbers, texts and words: each for one kind of them. */
import type { Bytes } from '../../../abi/index.js';
import type { DecimalLeaf, IntegerLeaf, TextEnd, TextLeaf } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { byteTest, lookTest, onlyMissing } from './byte-tests.js';
import { byteLiteral, byteString } from './rust-text.js';

/** The name of a function (s, e) that takes an integer. */
export function integerTaker(leaf: IntegerLeaf, text: ProgramText): string {
  const { radix, bits, signed, prefix, upper, spaces, exact, width, pad } = leaf;
  const family = { 8: 'octal', 10: signed ? 'i' : 'u', 16: 'hex' }[radix];
  return text.defined(`take_${family}${bits}`, [
    "fn NAME(s: &mut Parser<'_>, e: usize) -> Result<u64, Stop> {",
    '    const LEAF: Integer = Integer {',
    `        radix: ${radix},`,
    `        bits: ${bits},`,
    `        signed: ${String(signed)},`,
    `        prefix: ${byteString(prefix)},`,
    `        upper: ${String(upper)},`,
    `        spaces: ${String(spaces)},`,
    `        exact: ${String(exact)},`,
    `        width: ${width},`,
    `        zeros: ${String(pad === '0')},`,
    '    };',
    '    s.integer(&LEAF, e)',
    '}',
  ]);
}

/** The name of a function (s, e) that takes a decimal fraction. */
export function decimalTaker(leaf: DecimalLeaf, text: ProgramText): string {
  const { digits, bits, signed, spaces, exact, width } = leaf;
  return text.defined(`take_decimal${bits}`, [
    "fn NAME(s: &mut Parser<'_>, e: usize) -> Result<(f64, u64), Stop> {",
    '    const LEAF: Decimal = Decimal {',
    `        digits: ${digits},`,
    `        bits: ${bits},`,
    `        signed: ${String(signed)},`,
    `        spaces: ${String(spaces)},`,
    `        exact: ${String(exact)},`,
    `        width: ${width},`,
    `        scale: 1e${digits},`,
    '    };',
    '    s.decimal(&LEAF, e)',
    '}',
  ]);
}

/** The name of a function (s, e) that takes a text and gives a slice, or a `Cow` if it may have escapes. */
export function textTaker(leaf: TextLeaf, text: ProgramText): string {
  const { min, max, end, escapes } = leaf;
  const isBounded = end.kind === 'length';
  const lines = ['let from = s.at;', ...scan(leaf, text)];
  if (escapes.length > 0) {
    const pairs = escapes.map(
      ({ written, byte }) => `(${byteString(written)}, ${byteLiteral(byte.charCodeAt(0))})`,
    );
    lines.push(`let value = s.unescaped(from, s.at, &[${pairs.join(', ')}], e)?;`);
  } else lines.push('let value = s.slice(from, s.at);');
  if (min > 0 && !(isBounded && end.bytes < min))
    lines.push(
      min === 1 ? 'if value.is_empty() {' : `if value.len() < ${min} {`,
      '    return s.fail(s.at, e);',
      '}',
    );
  if (max < Infinity && !isBounded)
    lines.push(`if value.len() > ${max} {`, `    return s.fail(from + ${max}, e);`, '}');
  lines.push('Ok(value)');
  const e = lines.some((line) => /\be\)/.test(line)) ? 'e' : '_e';
  return text.defined('take_text', [
    `fn NAME<'a>(s: &mut Parser<'a>, ${e}: usize) -> Result<${escapes.length > 0 ? "Cow<'a, [u8]>" : "&'a [u8]"}, Stop> {`,
    ...lines.map((line) => `    ${line}`),
    '}',
  ]);
}

function scan({ set, end, min }: TextLeaf, text: ProgramText): string[] {
  const test = byteTest(set, 's.at');
  const step = '    s.at += 1;';
  switch (end.kind) {
    case 'run': {
      const missing = onlyMissing(set);
      return missing === undefined
        ? [`while ${test} {`, step, '}']
        : [`s.at = s.until(from, ${byteLiteral(missing)});`];
    }
    case 'length':
      if (end.bytes === 0) return [];
      return end.bytes === 1
        ? [`if ${test} {`, step, '}']
        : [`while s.at - from < ${end.bytes} && ${test} {`, step, '}'];
    case 'last':
      return scanToLast(end, test);
    case 'before': {
      const far = min > 0 ? `s.at - from >= ${min} && ` : '';
      const then = lookTest(end.then, text, `s.at + ${end.ends.length}`);
      const here = `${far}s.stands(s.at, ${byteString(end.ends)}) && (${then})`;
      return [`while !(${here}) {`, ...mustBe(test), step, '}'];
    }
  }
}

function scanToLast(end: Extract<TextEnd, { kind: 'last' }>, test: string): string[] {
  return [
    ...(end.within === ''
      ? ['let most = s.text.len();']
      : [
          `let most = s.find(from, s.text.len(), ${byteString(end.within)});`,
          'if most == s.text.len() {',
          '    return s.fail(most, e);',
          '}',
        ]),
    `let last = match s.find_last(from, most, ${byteString(end.last)}) {`,
    '    Some(last) => last,',
    '    None => return s.fail(most, e),',
    '};',
    'while s.at < last {',
    ...mustBe(test),
    '    s.at += 1;',
    '}',
  ];
}

function mustBe(test: string): string[] {
  return [`    if !${test} {`, '        return s.fail(s.at, e);', '    }'];
}

/** The name of a function (s, e) that takes the longest of a few words. */
export function wordTaker(words: readonly Bytes[], text: ProgramText): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return text.defined('take_word', [
    "fn NAME<'a>(s: &mut Parser<'a>, e: usize) -> Result<&'a [u8], Stop> {",
    '    let from = s.at;',
    `    const WORDS: &[&[u8]] = &[${longestFirst.map(byteString).join(', ')}];`,
    '    match WORDS.iter().find(|word| s.stands(from, word)) {',
    '        None => s.fail(from, e),',
    '        Some(word) => {',
    '            s.at += word.len();',
    '            Ok(s.slice(from, s.at))',
    '        }',
    '    }',
    '}',
  ]);
}
