/** Padding of anything to a width. */
import { setOf } from '../byte-set.js';
import type { Beginning, Following } from '../decide.js';
import { mayBeEmpty } from '../describe.js';
import type { NodeOf } from '../ir.js';
import { lookFor } from './look.js';
import type { Planner } from './planner.js';

/** Plans `node`, which `rest` follows; `planBody` plans its body. */
export function planPadded(
  node: NodeOf<'padded'>,
  rest: Following,
  planner: Planner,
  planBody: () => void,
): void {
  const { width } = node;
  const words = [...planner.skipped, `padding to ${width} bytes`];
  const expected = planner.shared.pools.expectation(words);
  const exact = planner.mode === 'strict';
  const body = planner.block(planBody);
  if (node.align === 'left') {
    const own = Math.min(...rest.beginnings(LONGEST_SPACES).map(leadingSpaces));
    planner.add({ op: 'pad-behind', width, body, expected, exact, next: lookFor(rest.beginnings(1)), own });
  } else {
    planner.add({ op: 'pad-before', width, body, expected, exact, bounded: mayBeEmpty(node.body) });
  }
  planner.skipped = [];
}

/** What follows a padded text does not begin with more spaces than these. */
const LONGEST_SPACES = 8;

function leadingSpaces(beginning: Beginning): number {
  const first = beginning.findIndex((step) => step.run || step.set !== setOf(' '));
  return first < 0 ? beginning.length : first;
}
