/** Literals and repetitions as Rust. */
import type { Literal, Look, OperationOf } from '../../plan/index.js';
import type { ProgramText } from '../javascript/program-text.js';
import { lookTest } from './byte-tests.js';
import type { Inside } from './inside.js';
import { byteString } from './rust-text.js';

/** Writes the statement of a literal. */
export function printLiteral({ bytes, expected, within }: Literal, { text }: Inside): void {
  text.write(`s.literal(${byteString(bytes)}, ${expected}, ${within})?;`);
}

/** Writes the loop of a repetition. */
export function printRepeat(operation: OperationOf<'repeat'>, inside: Inside): void {
  const { body, separator, count } = operation;
  const { text } = inside;
  const i = text.local('i');
  const condition = goesOn(operation, i, text);
  const isCounted = separator !== undefined || count !== undefined || condition.includes(i);
  if (isCounted) text.write(`let mut ${i} = 0usize;`);
  text.block(condition === 'true' ? 'loop' : `while ${plain(condition)}`, () => {
    if (separator) text.block(`if ${i} > 0`, () => printLiteral(separator, inside));
    const { hand, ...within } = inside;
    text.write(...(hand?.before ?? []));
    inside.print(body, hand ? { ...within, keep: hand.keep } : inside);
    text.write(...(hand?.behind ?? []), ...(isCounted ? [`${i} += 1;`] : []));
  });
  if (count !== undefined) text.write(`s.registers[${count}].count = ${i};`);
}

function goesOn(operation: OperationOf<'repeat'>, i: string, text: ProgramText): string {
  const { min, max, first, next, times } = operation;
  if (times !== undefined) return `${i} < s.registers[${times}].count`;
  if (min === max) return `${i} < ${max}`;
  const ask = (look: Look | undefined): string => (look ? grouped(lookTest(look, text)) : 'true');
  const [before, between] = [ask(first), ask(next)];
  const asked = before === between ? before : `(${i} == 0 && ${before}) || (${i} > 0 && ${between})`;
  const needed = min > 0 ? `${i} < ${min} || ${asked}` : asked;
  if (max === Infinity) return needed;
  return `${i} < ${max} && ${needed.includes('||') ? `(${needed})` : needed}`;
}

function grouped(test: string): string {
  return test.includes(' || ') ? `(${test})` : test;
}

/** Without parentheses around all of it. */
function plain(condition: string): string {
  const inner = condition.slice(1, -1);
  const isGrouped = condition.startsWith('(') && condition.endsWith(')') && isBalanced(inner);
  return isGrouped ? inner : condition;
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const byte of text.replace(/b'.'|b"(?:[^"\\]|\\.)*"/g, '')) {
    if (byte === '(') depth++;
    if (byte === ')' && --depth < 0) return false;
  }
  return true;
}
