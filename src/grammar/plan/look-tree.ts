/** A look of several steps as a tree, so that steps that several beginnings share are printed, and taken, once. */
import type { Beginning } from '../lookahead.js';
import { must } from '../must.js';

export interface LookTree {
  /** The answer is yes as soon as this place of the tree is reached. */
  readonly isEnd: boolean;
  /** There: which of the alternatives the text goes on like. */
  readonly answer: number;
  /** Otherwise: whether the text goes on with the step of one of these, and behind it like its tree. Several may fit. */
  readonly branches: readonly { readonly step: Beginning[number]; readonly then: LookTree }[];
}

/** The tree of some beginnings; the text goes on like one of them if it goes from the root to an end. */
export function lookTree(beginnings: readonly Beginning[]): LookTree {
  return answerTree([beginnings]);
}

/** One tree for the beginnings of several alternatives, of which no text begins like two. */
export function answerTree(alternatives: readonly (readonly Beginning[])[]): LookTree {
  return treeOf(alternatives.flatMap((beginnings, answer) => beginnings.map((steps) => ({ steps, answer }))));
}

interface Way {
  readonly steps: Beginning;
  readonly answer: number;
}

function treeOf(ways: readonly Way[]): LookTree {
  const end = ways.find(({ steps }) => steps.length === 0);
  if (end) return { isEnd: true, answer: end.answer, branches: [] };
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    const { set, run } = must(way.steps[0]);
    const key = `${run}${set}`;
    groups.set(key, [...(groups.get(key) ?? []), way]);
  }
  const branches = [...groups.values()].map((group) => ({
    step: must(must(group[0]).steps[0]),
    then: treeOf(group.map(({ steps, answer }) => ({ steps: steps.slice(1), answer }))),
  }));
  return { isEnd: false, answer: 0, branches };
}
