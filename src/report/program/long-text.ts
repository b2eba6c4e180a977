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
  const { prefix, period, count } = repetitionIn(bytes);
  const rest = bytes.slice(prefix.length + period.length * count);
  if (prefix.length + period.length + rest.length > LONGEST_LITERAL || bytes.includes('\0'))
    throw new Refused(`${bytes.length} bytes are too many to be written`);
  const variable = draft.name(name);
  sheet.use('fill');
  draft.line(`static char ${variable}[${bytes.length + 1}];`);
  draft.line(`fill(${variable}, ${cString(prefix)}, ${cString(period)}, ${count}, ${cString(rest)});`);
  return variable;
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
