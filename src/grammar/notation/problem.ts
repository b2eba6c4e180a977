/** What is wrong in a grammar file, and where: shown as `file:line:col: message (suggestion)`. */

/** A place in a grammar file. Lines and columns count from 1. */
import { must } from '../must.js';

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong in a grammar, with what to do about it where that is known. */
export interface GrammarProblem extends Place {
  readonly message: string;
  readonly suggestion?: string;
}

/** Thrown by the readers and compilers of grammars: every problem that was found, in the order of the text. */
export class GrammarError extends Error {
  override name = 'GrammarError';
  constructor(readonly problems: readonly GrammarProblem[]) {
    super(problems.map(problemText).join('\n'));
  }
}

/** `file:line:col: message (suggestion)`. */
export function problemText(problem: GrammarProblem): string {
  const hint = problem.suggestion === undefined ? '' : ` (${problem.suggestion})`;
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}${hint}`;
}

/** A problem at `place`. */
export function problemAt(place: Place, message: string, suggestion?: string): GrammarProblem {
  const { file, line, column } = place;
  return suggestion === undefined
    ? { file, line, column, message }
    : { file, line, column, message, suggestion };
}

/** The word of `known` that `word` was most likely meant to be, as a suggestion; nothing if none is near. */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best === undefined ? undefined : `did you mean '${best}'?`;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = must(row[j - 1]) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, must(row[j]) + 1, must(next[j - 1]) + 1));
    }
    row = next;
  }
  return must(row[b.length]);
}
