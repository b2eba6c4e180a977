/** Tests of bytes as Rust expressions; `s.text` is the text, `s.at` the place. */
import { ANY_BYTE, EMPTY, END, bytesOf, complement, rangesOf, type ByteSet } from '../../byte-set.js';
import type { Look } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { byteLiteral, byteString } from './rust-text.js';

/** Whether the byte of `text` at `at` is of the set (with END: or the text ends there). */
export function byteTest(set: ByteSet, at: string, text = 's.text'): string {
  const patterns = [...((set & END) === EMPTY ? [] : ['None']), ...somePatterns(set & ANY_BYTE)];
  return patterns.length === 0 ? 'false' : `matches!(${text}.get(${at}), ${patterns.join(' | ')})`;
}

function somePatterns(set: ByteSet): string[] {
  if (set === EMPTY) return [];
  if (set === ANY_BYTE) return ['Some(_)'];
  const ranges = rangesOf(set).map(([from, to]) =>
    from === to ? byteLiteral(from) : `${byteLiteral(from)}..=${byteLiteral(to)}`,
  );
  return [`Some(${ranges.join(' | ')})`];
}

/** A condition: what the look asks at `at`. */
export function lookTest(look: Look, text: ProgramText, at = 's.at'): string {
  if (look.kind === 'byte') return byteTest(look.set, at);
  if (look.kind === 'bytes')
    return look.any.map((bytes) => `s.stands(${at}, ${byteString(bytes)})`).join(' || ');
  return `${lookName(look, text)}(s.text, ${at})`;
}

/** The byte that a set leaves out, if it is one. */
export function onlyMissing(set: ByteSet): number | undefined {
  const [byte, ...more] = bytesOf(complement(set & ANY_BYTE));
  return more.length === 0 ? byte : undefined;
}

type Steps = Extract<Look, { kind: 'steps' }>;

function lookName(look: Steps, text: ProgramText): string {
  const beginnings = look.any.flatMap((steps) => [
    `    let ${steps.length > 1 ? 'mut ' : ''}q = at;`,
    ...stepsBody(steps, '    '),
  ]);
  return text.defined('look', ['fn NAME(text: &[u8], at: usize) -> bool {', ...beginnings, '    false', '}']);
}

function stepsBody(steps: Steps['any'][number], indent: string): string[] {
  const [step, ...more] = steps;
  if (step === undefined) return [`${indent}return true;`];
  const test = byteTest(step.set, 'q', 'text');
  const next = step.run ? [`while ${test} {`, '    q += 1;', '}'] : ['q += 1;'];
  return [
    `${indent}if ${test} {`,
    ...(more.length === 0 ? [] : next).map((line) => `${indent}    ${line}`),
    ...stepsBody(more, `${indent}    `),
    `${indent}}`,
  ];
}
