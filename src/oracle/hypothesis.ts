/** A hypothesis: one history that would explain everything seen so far. */
import type { ClauseId } from '../abi/index.js';
import type { Outcome } from '../kernel/index.js';
import { NO_NUMBERS, type Numbers } from './numbers.js';

/** The clauses that fired on the way to a world, newest step first. */
interface Trail {
  readonly before: Trail | undefined;
  readonly clauses: readonly ClauseId[];
}

export interface Hypothesis {
  readonly world: Outcome['world'];
  readonly numbers: Numbers;
  readonly trail: Trail | undefined;
}

/** The history in which nothing has happened yet. */
export function firstHypothesis(world: Outcome['world']): Hypothesis {
  return { world, numbers: NO_NUMBERS, trail: undefined };
}

/** The history that goes on from `hypothesis` with `outcome`. */
export function follow(hypothesis: Hypothesis, outcome: Outcome, numbers: Numbers): Hypothesis {
  const { trail } = hypothesis;
  const longer = outcome.clauses.length === 0 ? trail : { before: trail, clauses: outcome.clauses };
  return { world: outcome.world, numbers, trail: longer };
}

/** The clauses that fired in every one of `hypotheses`. */
export function firedInAll(hypotheses: readonly Hypothesis[]): ClauseId[] {
  const [first, ...others] = hypotheses.map(firedIn);
  if (first === undefined) return [];
  return [...first].filter((clause) => others.every((fired) => fired.has(clause)));
}

/** `hypotheses` without those that say the same as an earlier one. */
export function distinct(hypotheses: readonly Hypothesis[]): Hypothesis[] {
  if (hypotheses.length < 2) return [...hypotheses];
  const kept: Hypothesis[] = [];
  for (const hypothesis of hypotheses) {
    const twin = kept.findIndex(
      (k) => same(k.world, hypothesis.world) && same(k.numbers, hypothesis.numbers),
    );
    if (twin < 0) kept.push(hypothesis);
    else kept[twin] = { ...hypothesis, trail: commonTrail(kept[twin], hypothesis) };
  }
  return kept;
}

/** The latest step at which one of `clauses` fired: those of them that did; none where none has. */
export function lastOf({ trail }: Hypothesis, clauses: ReadonlySet<ClauseId>): readonly ClauseId[] {
  for (let step = trail; step !== undefined; step = step.before) {
    const found = step.clauses.filter((clause) => clauses.has(clause));
    if (found.length > 0) return found;
  }
  return [];
}

function firedIn(hypothesis: Hypothesis): Set<ClauseId> {
  const fired = new Set<ClauseId>();
  for (let trail = hypothesis.trail; trail !== undefined; trail = trail.before) {
    for (const clause of trail.clauses) fired.add(clause);
  }
  return fired;
}

function commonTrail(a: Hypothesis | undefined, b: Hypothesis): Trail | undefined {
  if (a === undefined || a.trail === b.trail) return b.trail;
  const both = firedInAll([a, b]);
  return both.length === 0 ? undefined : { before: undefined, clauses: both };
}

/** Deep equality of worlds: plain objects, arrays and immutable maps; shared parts are equal at once. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isTable(a) || isTable(b)) return isTable(a) && isTable(b) && sameTable(a, b);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && same((a as Keyed)[key], (b as Keyed)[key]));
}

type Keyed = Record<string, unknown>;

/** What the world's tables have in common: a Map of JavaScript or of the immutable library. */
interface Table extends Iterable<[unknown, unknown]> {
  readonly size: number;
  has(key: unknown): boolean;
  get(key: unknown): unknown;
}

function isTable(value: object): value is Table {
  return 'size' in value && 'get' in value && typeof value.get === 'function' && Symbol.iterator in value;
}

function sameTable(a: Table, b: Table): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) {
    if (!b.has(key) || !same(value, b.get(key))) return false;
  }
  return true;
}
