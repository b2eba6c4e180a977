/** Where a scenario may go on in more than one way. */
import type { Scenario } from '../scenario/index.js';
import { agree } from './agree.js';
import type { ModelStep } from './basis.js';

/** A step (counted from 0) of which more may be seen than what is expected: what other ways show, or whatever. */
export interface Fork {
  readonly step: number;
  readonly shows: 'several things' | 'anything';
}

/**
 * The first step (from `since` on) of which `scenario` expects what only some of `ways` show, or before which one of them
 * ends: the text leaves open how it goes on. What earlier steps expect says which ways are followed. Nothing where
 * whatever is expected is shown on all ways, or on none.
 */
export function forkOf(
  { steps }: Scenario,
  ways: readonly (readonly Pick<ModelStep, 'events'>[])[],
  since = 0,
): Fork | undefined {
  let left = ways;
  for (const [index, { expect }] of steps.entries()) {
    if (expect === undefined) continue;
    if (index >= since && left.some((way) => index >= way.length)) return { step: index, shows: 'anything' };
    const agreeing = left.filter((way) => agree(expect, way[index]?.events ?? []));
    if (agreeing.length === 0) continue;
    if (agreeing.length < left.length && index >= since) return { step: index, shows: 'several things' };
    left = agreeing;
  }
  return undefined;
}
