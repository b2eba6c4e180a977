/** Divergence: what to say, and how to go on, when no allowed outcome explains a step. */
import type { ActorName, Event, EventKind } from '../abi/index.js';
import type { Action } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { aftermath, type Past } from './aftermath.js';
import type { Attempt } from './attempt.js';
import { blame } from './blame.js';
import { describeEvent } from './describe.js';
import { follow, type Hypothesis } from './hypothesis.js';
import type { Allowed, Divergence } from './verdict.js';

/** How many allowed outcomes a divergence lists. */
const MOST_ALLOWED = 16;

type Failed = Extract<Attempt, { ok: false }>;

/** What can be broken, now or by an earlier step. */
export interface Promises extends Past {
  readonly spec: Spec;
}

/** Tells a divergence from the attempts that all failed; the nearest decides the clause. */
export function divergence(
  promises: Promises,
  step: number,
  action: Action,
  observed: readonly Event[],
  failed: readonly Failed[],
): Divergence {
  const { spec } = promises;
  const nearest = nearestOf(failed);
  const allowed = allowedOf(failed);
  if (nearest?.text !== undefined) return { step, observed, allowed, ...nearest.text };
  const index = nearest?.agree ?? 0;
  const due = nearest?.outcome.events ?? [];
  const expected = rootOf(due[index], due, observed);
  const parting = { expected, observed: observed[index], due };
  const earlier = nearest && aftermath(nearest, failed, observed[index], promises);
  const clause = earlier ?? blame(spec, nearest?.outcome.clauses ?? [], parting, action);
  return { step, clause, observed, allowed, difference: difference(expected, observed[index]) };
}

/**
 * What is missing first: who waits comes back because somebody has ended, or stopped, or goes on; if that is missing as
 * well, the rest follows from it.
 */
function rootOf(
  expected: Event | undefined,
  due: readonly Event[],
  observed: readonly Event[],
): Event | undefined {
  const isMissing = ({ kind, actor }: Event): boolean =>
    !observed.some((event) => event.kind === kind && event.actor === actor);
  if (expected?.kind !== 'returned' || !isMissing(expected)) return expected;
  return due.find((event) => CHANGES.has(event.kind) && isMissing(event)) ?? expected;
}

const CHANGES: ReadonlySet<EventKind> = new Set(['ended', 'stopped', 'continued']);

/**
 * The histories that go on as if what was seen had been right: those of the outcomes with the same kinds of
 * events, only with another value in them; or, where the call itself was only refused, those in which
 * nothing happened. None: what follows cannot be judged.
 */
export function adopt(actor: ActorName, observed: readonly Event[], failed: readonly Failed[]): Hypothesis[] {
  const alike = failed.filter(({ outcome }) => sameShape(outcome.events, observed));
  if (alike.length > 0) return alike.map(({ from, outcome }) => follow(from, outcome, from.numbers));
  return refusedWith(actor, observed) === undefined ? [] : [...new Set(failed.map(({ from }) => from))];
}

/** The errno if all that was seen of the step is that the actor's call was refused. */
export function refusedWith(actor: ActorName, observed: readonly Event[]): string | undefined {
  const [event] = observed;
  if (observed.length !== 1 || event?.kind !== 'returned' || event.actor !== actor) return undefined;
  return event.result.kind === 'errno' ? event.result.errno : undefined;
}

function nearestOf(failed: readonly Failed[]): Failed | undefined {
  return failed.reduce<Failed | undefined>((best, one) => {
    if (best === undefined || one.agree > best.agree) return one;
    return one.agree === best.agree && best.outcome.precedence && !one.outcome.precedence ? one : best;
  }, undefined);
}

function allowedOf(failed: readonly Failed[]): Allowed[] {
  const distinct = new Map<string, Allowed>();
  for (const { outcome } of failed) {
    const key = JSON.stringify(outcome.events, (_key, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
    if (!distinct.has(key)) distinct.set(key, { events: outcome.events, clauses: outcome.clauses });
  }
  return [...distinct.values()].slice(0, MOST_ALLOWED);
}

function difference(expected: Event | undefined, observed: Event | undefined): string {
  if (expected === undefined && observed === undefined) return 'the model allows nothing here';
  if (expected === undefined && observed !== undefined) {
    return `${describeEvent(observed)} was seen, which is more than is allowed`;
  }
  if (expected !== undefined && observed === undefined) {
    return `nothing more was seen, but ${describeEvent(expected)} is due`;
  }
  if (expected === undefined || observed === undefined) return '';
  return `${describeEvent(observed)} was seen; allowed is ${describeEvent(expected)}`;
}

function sameShape(allowed: readonly Event[], observed: readonly Event[]): boolean {
  return (
    allowed.length === observed.length &&
    allowed.every((event, index) => {
      const seen = observed[index];
      if (seen === undefined || seen.kind !== event.kind || seen.actor !== event.actor) return false;
      return event.kind !== 'returned' || seen.kind !== 'returned' || event.result.kind === seen.result.kind;
    })
  );
}
