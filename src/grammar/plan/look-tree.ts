/** A look of several steps as a tree, so that steps that several beginnings share are printed, and taken, once. */
import type { Beginning } from '../lookahead.js';
import { must } from '../must.js';

export interface LookTree {
  /** The answer is yes as soon as this place of the tree is reached. */
  readonly isEnd: boolean;
  /** Otherwise: whether the text goes on with the step of one of these, and behind it like its tree. Several may fit. */
  readonly branches: readonly { readonly step: Beginning[number]; readonly then: LookTree }[];
}

/** The tree of some beginnings; the text goes on like one of them if it goes from the root to an end. */
export function lookTree(beginnings: readonly Beginning[]): LookTree {
  if (beginnings.some((steps) => steps.length === 0)) return { isEnd: true, branches: [] };
  const groups = new Map<string, Beginning[]>();
  for (const steps of beginnings) {
    const { set, run } = must(steps[0]);
    const key = `${run}${set}`;
    groups.set(key, [...(groups.get(key) ?? []), steps]);
  }
  const branches = [...groups.values()].map((group) => ({
    step: must(must(group[0])[0]),
    then: lookTree(group.map((steps) => steps.slice(1))),
  }));
  return { isEnd: false, branches };
}
