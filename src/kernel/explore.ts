/** Exploring: every outcome of something that meets choices, each found by running it anew with a tape of answers. */
import { ModelBug, type Draft, type Taken } from './draft.js';

/** More ways than this and a step is not worth judging: the oracle calls it inconclusive. */
export const MOST_WAYS = 128;

export interface Explored {
  readonly drafts: readonly Draft[];
  /** True where there are more ways than `MOST_WAYS`. */
  readonly cut: boolean;
}

/** Runs `attempt` with every tape of answers; `attempt` gives the draft that it made on that tape. */
export function explore(attempt: (tape: readonly number[]) => Draft): Explored {
  const drafts: Draft[] = [];
  const tapes: (readonly number[])[] = [[]];
  for (let tape = tapes.pop(); tape !== undefined; tape = tapes.pop()) {
    if (drafts.length >= MOST_WAYS) return { drafts, cut: true };
    const draft = attempt(tape);
    if (draft.taken.length < tape.length) throw new ModelBug('a step met fewer choices than before');
    drafts.push(draft);
    tapes.push(...otherAnswers(draft.taken, tape.length).reverse());
  }
  return { drafts, cut: false };
}

/** The tapes that answer otherwise at one choice that this run met for the first time. */
function otherAnswers(taken: readonly Taken[], known: number): number[][] {
  return taken.slice(known).flatMap(({ answers }, index) => {
    const before = taken.slice(0, known + index).map((one) => one.answer);
    return Array.from({ length: answers - 1 }, (_, other) => [...before, other + 1]);
  });
}
