/** A look of several steps as the body of a function. */
import { END } from '../../byte-set.js';
import { answerTree, lookTree, type Look, type LookTree } from '../../plan/index.js';
import { byteTest, lookTest } from './byte-tests.js';
import type { ProgramText, StepsLook } from './program-text.js';

/** Statements that return whether the text goes on as the look asks. */
export function lookBody(look: Look, text: ProgramText): string[] {
  if (look.kind !== 'steps') return [`return ${lookTest(look, text)};`];
  return [...branches(lookTree(look.any), 'p', 1, text, () => 'true'), 'return false;'];
}

/** Statements that return which of some looks, all of several steps, says yes; -1 if none does. */
export function whichBody(looks: readonly StepsLook[], text: ProgramText): string[] {
  return [...branches(answerTree(looks.map(({ any }) => any)), 'p', 1, text, String), 'return -1;'];
}

function branches(
  tree: LookTree,
  place: string,
  depth: number,
  text: ProgramText,
  answer: (alternative: number) => string,
): string[] {
  if (tree.isEnd) return [`return ${answer(tree.answer)};`];
  return tree.branches.flatMap(({ step, then }) => {
    const next = `q${depth}`;
    const isLast = then.isEnd || step.set === END;
    const advance = [
      `let ${next} = ${place} + 1;`,
      ...(step.run ? [`while (${byteTest(step.set, next, text)}) ${next}++;`] : []),
    ];
    const inside = [...(isLast ? [] : advance), ...branches(then, next, depth + 1, text, answer)];
    return [`if (${byteTest(step.set, place, text)}) {`, ...inside.map((line) => `  ${line}`), '}'];
  });
}
