/** Padding of anything to a width. */
import { setOf } from '../byte-set.js';
import type { Beginning, Following } from '../decide.js';
import { mayBeEmpty } from '../describe.js';
import type { NodeOf } from '../ir.js';
import { lookFor } from './look.js';
import type { Operation, Register } from './operation.js';
import type { Planner } from './planner.js';

/**
 * Plans `node`, which `rest` follows; `planBody` plans its body. With `register` the body was planned before and is in that
 * register; the node is padded on the right then.
 */
export function planPadded(
  node: NodeOf<'padded'>,
  rest: Following,
  planner: Planner,
  planBody: (() => void) | Register,
): void {
  const { width } = node;
  const expected = planner.shared.pools.expectation([...planner.skipped, paddingText(node)]);
  const exact = planner.mode === 'strict';
  const isRead = typeof planBody === 'number';
  const body: readonly Operation[] = isRead ? [] : planner.block(planBody);
  if (node.align === 'left') {
    const own = Math.min(...rest.beginnings(LONGEST_SPACES).map(leadingSpaces));
    const next = lookFor(rest.beginnings(1));
    const taken = isRead ? { taken: planBody } : {};
    planner.add({ op: 'pad-behind', width, body, ...taken, expected, exact, next, own });
  } else {
    planner.add({ op: 'pad-before', width, body, expected, exact, bounded: mayBeEmpty(node.body) });
  }
  planner.skipped = [];
}

/** What is expected where padding ends too early. */
export function paddingText({ width }: NodeOf<'padded'>): string {
  return `padding to ${width} bytes`;
}

/** What follows a padded text does not begin with more spaces than these. */
const LONGEST_SPACES = 8;

function leadingSpaces(beginning: Beginning): number {
  const first = beginning.findIndex((step) => step.run || step.set !== setOf(' '));
  return first < 0 ? beginning.length : first;
}
