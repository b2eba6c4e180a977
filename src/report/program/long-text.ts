/** Texts as C: literals, and for long ones that say the same again and again a variable that is filled. */
import { cString } from './c-text.js';
import { Refused } from './refused.js';
import type { Writing } from './writing.js';

/** The longest text that is written as a literal. */
const LONGEST_LITERAL = 200;

/** A text of bytes, as C; `name` is what a variable is called. Throws Refused for a long one that repeats nothing. */
export function textOf(
  bytes: string,
  name: string,
  { draft, sheet }: Pick<Writing, 'draft' | 'sheet'>,
): string {
  if (bytes.length <= LONGEST_LITERAL) return cString(bytes);
  const fills = fillsOf(bytes);
  if (fills === undefined || bytes.includes('\0'))
    throw new Refused(`${bytes.length} bytes that repeat little are too many to be written`);
  const variable = draft.name(name);
  sheet.use('fill');
  draft.line(`static char ${variable}[${bytes.length + 1}];`);
  for (const { at, prefix, period, count, rest } of fills) {
    const place = at === 0 ? variable : `${variable} + ${at}`;
    draft.line(`fill(${place}, ${cString(prefix)}, ${cString(period)}, ${count}, ${cString(rest)});`);
  }
  return variable;
}

/** A part of a text from `at` on; of the last one there may be a rest. */
interface Fill extends Repetition {
  readonly at: number;
  readonly rest: string;
}

const MOST_FILLS = 4;

/** The repetitions one behind the other that make up `bytes`; nothing where that takes too many. */
function fillsOf(bytes: string): Fill[] | undefined {
  const fills: Fill[] = [];
  for (let at = 0; at < bytes.length && fills.length < MOST_FILLS;) {
    const repetition = repetitionIn(bytes.slice(at));
    const { prefix, period, count } = repetition;
    const end = at + prefix.length + period.length * count;
    const isLast = bytes.length - end + prefix.length + period.length <= LONGEST_LITERAL;
    fills.push({ at, ...repetition, rest: isLast ? bytes.slice(end) : '' });
    if (isLast) return fills;
    if (period.length * count <= LONGEST_LITERAL) return undefined;
    at = end;
  }
  return undefined;
}

/** A text as a beginning and something that is repeated behind it; what is left over follows. */
interface Repetition {
  readonly prefix: string;
  readonly period: string;
  readonly count: number;
}

const LONGEST_PREFIX = 16;
const LONGEST_PERIOD = 64;

/** The repetition in `text` that covers most of it. */
function repetitionIn(text: string): Repetition {
  let best: Repetition = { prefix: '', period: '', count: 0 };
  for (let begin = 0; begin <= LONGEST_PREFIX; begin++) {
    for (let length = 1; length <= LONGEST_PERIOD; length++) {
      const period = text.slice(begin, begin + length);
      if (period.length < length) break;
      const count = timesFrom(text, begin, period);
      if (count * length > best.count * best.period.length)
        best = { prefix: text.slice(0, begin), period, count };
      if (begin + (count + 1) * length > text.length) return best;
    }
  }
  return best;
}

function timesFrom(text: string, begin: number, period: string): number {
  let count = 0;
  while (text.startsWith(period, begin + count * period.length)) count++;
  return count;
}
