/** A look of several steps as the body of a function. */
import { END } from '../../byte-set.js';
import { lookTree, type Look, type LookTree } from '../../plan/index.js';
import { byteTest, lookTest } from './byte-tests.js';
import type { ProgramText } from './program-text.js';

/** Statements that return whether the text goes on as the look asks. */
export function lookBody(look: Look, text: ProgramText): string[] {
  if (look.kind !== 'steps') return [`return ${lookTest(look, text)};`];
  return [...branches(lookTree(look.any), 'p', 1, text), 'return false;'];
}

function branches(tree: LookTree, place: string, depth: number, text: ProgramText): string[] {
  if (tree.isEnd) return ['return true;'];
  return tree.branches.flatMap(({ step, then }) => {
    const next = `q${depth}`;
    const isLast = then.isEnd || step.set === END;
    const advance = [
      `let ${next} = ${place} + 1;`,
      ...(step.run ? [`while (${byteTest(step.set, next, text)}) ${next}++;`] : []),
    ];
    const inside = [...(isLast ? [] : advance), ...branches(then, next, depth + 1, text)];
    return [`if (${byteTest(step.set, place, text)}) {`, ...inside.map((line) => `  ${line}`), '}'];
  });
}
