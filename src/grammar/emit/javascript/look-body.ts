/** A look of several steps as the body of a function. */
import { EMPTY, END } from '../../byte-set.js';
import type { Look } from '../../plan/index.js';
import { byteTest, lookTest } from './byte-tests.js';
import type { ProgramText } from './program-text.js';

type Step = Extract<Look, { kind: 'steps' }>['any'][number][number];

/** Statements that return whether the text goes on as the look asks. */
export function lookBody(look: Look, text: ProgramText): string[] {
  if (look.kind !== 'steps') return [`return ${lookTest(look, text)};`];
  const beginnings = look.any.flatMap((steps) => ['q = p;', ...stepsBody(steps, text)]);
  return ['let q = p;', ...beginnings, 'return false;'];
}

function stepsBody(steps: readonly Step[], text: ProgramText): string[] {
  const [step, ...more] = steps;
  if (step === undefined) return ['return true;'];
  const test = byteTest(step.set, 'q', text);
  const ends = (step.set & END) !== EMPTY && more.length === 0;
  const next = step.run ? [`do q++; while (${test});`] : ends ? [] : ['q++;'];
  return [`if (${test}) {`, ...[...next, ...stepsBody(more, text)].map((line) => `  ${line}`), '}'];
}
