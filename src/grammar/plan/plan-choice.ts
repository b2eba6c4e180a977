/** A choice between alternatives: what they all begin with is read once, and the choice stands behind it. */
import { decideChoice, type Following } from '../decide.js';
import { describe } from '../describe.js';
import type { Node, NodeOf } from '../ir.js';
import { must } from '../must.js';
import { sameBeginning, type SameBeginning, type Tail } from './same-beginning.js';
import { looksFor } from './decisions.js';
import type { Operation, Register } from './operation.js';
import { paddingText, planPadded } from './plan-padded.js';
import type { Planner } from './planner.js';

/** Plans a node of a choice, which `rest` follows, where the choice stands. */
type PlanPart = (part: Node, rest: Following) => void;

/** Plans `node`, which `rest` follows. */
export function planChoice(
  node: NodeOf<'choice'>,
  rest: Following,
  planner: Planner,
  planPart: PlanPart,
): void {
  const same = sameBeginning(node, rest, (part) => planner.shared.registers.has(part));
  if (same) planBehind(same, rest, planner, planPart);
  else planApart(node, rest, planner, planPart);
}

function planApart(node: NodeOf<'choice'>, rest: Following, planner: Planner, planPart: PlanPart): void {
  const looks = looksFor(must(decideChoice(node, rest).told));
  const also = planner.skipped;
  const cases = node.options.map((option, index) => ({
    look: must(looks[index]),
    body: blockOf(planner, () => planPart(option.body, rest)),
  }));
  planner.skipped = also;
  planner.add({ op: 'choose', cases, expected: planner.expectNode(node) });
}

function planBehind(same: SameBeginning, rest: Following, planner: Planner, planPart: PlanPart): void {
  const register = planBeginning(same, planner, planPart);
  const looks = looksFor(same.tails.map(({ told }) => told));
  const also = planner.skipped;
  const cases = same.tails.map((tail, index) => ({
    look: must(looks[index]),
    body: blockOf(planner, () => {
      if (tail.padded) planPadded(tail.padded, tail.behind, planner, must(register));
      planPart({ kind: 'sequence', items: tail.items }, rest);
    }),
  }));
  const [some, ...others] = cases.filter(({ body }) => body.length > 0);
  const words = same.tails.flatMap(tailText);
  if (some && others.length === 0 && cases.length === 2) {
    planner.add({ op: 'if', ...some });
    planner.skipped = [...also, ...words];
  } else {
    planner.skipped = also;
    planner.add({ op: 'choose', cases, expected: planner.expect(words) });
  }
}

/** Plans what the alternatives begin with; in a register if it is padded in one of them. */
function planBeginning(
  { items, tails, rest }: SameBeginning,
  planner: Planner,
  planPart: PlanPart,
): Register | undefined {
  const plan = (): void => planPart({ kind: 'sequence', items }, rest);
  const padded = tails.find((tail) => tail.padded)?.padded;
  if (padded === undefined) {
    plan();
    return undefined;
  }
  const register = planner.shared.registerOf(padded);
  planner.add({ op: 'slice', body: planner.block(plan), register });
  return register;
}

/** The operations that `plan` adds where nothing was skipped. */
function blockOf(planner: Planner, plan: () => void): Operation[] {
  planner.skipped = [];
  return planner.block(plan);
}

function tailText({ padded, items }: Tail): readonly string[] {
  return [...(padded ? [paddingText(padded)] : []), ...describe({ kind: 'sequence', items })];
}
