/** Where a scenario may go on in more than one way. */
import { printEvent, type Scenario } from '../scenario/index.js';
import type { ModelStep } from './basis.js';

/**
 * The first step (from 0) of `scenario` that may show several things on `ways` and does not say which; of a step that
 * says which, the ways that begin like the first one are followed. Nothing where all goes one way.
 */
export function forkOf(
  { steps }: Scenario,
  ways: readonly (readonly Pick<ModelStep, 'events'>[])[],
): number | undefined {
  let left = ways;
  for (const [index, { action, expect }] of steps.entries()) {
    const first = shownAt(left[0], index);
    const same = left.filter((way) => shownAt(way, index) === first);
    const isOpen = expect === undefined && action.kind === 'call';
    if (same.length < left.length && isOpen) return index;
    left = same;
  }
  return undefined;
}

function shownAt(way: readonly Pick<ModelStep, 'events'>[] | undefined, index: number): string {
  return (way?.[index]?.events ?? []).map(printEvent).join('\n');
}
