/** Blame: which clause an observation breaks, told from the nearest outcome that would have been right. */
import type { ClauseId, Event } from '../abi/index.js';
import type { Action } from '../scenario/index.js';
import type { ClauseEntry, Spec } from '../spec/index.js';

/** Where a step and the nearest outcome part: the event that is due, and the one that was seen. */
export interface Parting {
  readonly expected: Event | undefined;
  readonly observed: Event | undefined;
  /** All that is due in the step. */
  readonly due: readonly Event[];
}

/**
 * The clause of `clauses` (those that fire in the nearest outcome, in order) that owns the expected event, which
 * was not seen: one of the same call, with the same errno, the most specific last. A sleeper that was cut short
 * and should not have been breaks its own promise about that, not one of the acting call.
 *
 * Where no clause fired, the id is that of the call alone with `/outcome`: nothing more precise is written.
 */
export function blame(
  spec: Spec,
  clauses: readonly ClauseId[],
  { expected, observed, due }: Parting,
  action: Action,
): ClauseId {
  const cut = cutShort(spec, clauses, expected, observed, action);
  if (cut !== undefined) return cut;
  const owed = isAnsweredInstead(due, observed, action) ? undefined : expected;
  let best: { clause: ClauseId; score: number } | undefined;
  for (const clause of clauses) {
    const score = rate(spec, clause, owed, action);
    if (best === undefined || score >= best.score) best = { clause, score };
  }
  return (
    best?.clause ??
    (action.kind === 'call' ? `${action.call.name}/outcome` : `proc/pid/${action.file}/outcome`)
  );
}

/** What the text says of signals that meet the sleeper, where that is what was broken. */
function cutShort(
  spec: Spec,
  clauses: readonly ClauseId[],
  expected: Event | undefined,
  observed: Event | undefined,
  action: Action,
): ClauseId | undefined {
  if (observed?.kind !== 'returned' || observed.actor === action.actor) return undefined;
  if (observed.result.kind !== 'errno' || observed.result.errno !== 'EINTR') return undefined;
  if (expected?.kind === 'returned' && expected.actor === observed.actor) return undefined;
  const about = (id: ClauseId): boolean => {
    const entry = spec.clauses.get(id);
    return entry?.kind === 'interrupted' && owns(spec, entry, observed.call);
  };
  return clauses.find(about) ?? [...spec.clauses.keys()].find(about);
}

/** The step's own call came back, and should not: whoever else is due, that call did another thing. */
function isAnsweredInstead(due: readonly Event[], observed: Event | undefined, { actor }: Action): boolean {
  if (observed?.kind !== 'returned' || observed.actor !== actor) return false;
  return !due.some((event) => event.kind === 'returned' && event.actor === actor);
}

function rate(spec: Spec, clause: ClauseId, expected: Event | undefined, action: Action): number {
  const entry = spec.clauses.get(clause);
  if (entry === undefined) return 0;
  if (expected?.kind !== 'returned')
    return owns(spec, entry, action.kind === 'call' ? action.call.name : '') ? 1 : 0;
  const errno = expected.result.kind === 'errno' ? expected.result.errno : undefined;
  return (owns(spec, entry, expected.call) ? 4 : 0) + (answers(entry, errno) ? 2 : 0);
}

/** True if the clause is one of call `name`, or of the operation on a file kind that it goes on with. */
function owns(spec: Spec, entry: ClauseEntry, name: string): boolean {
  if (entry.owner === name) return true;
  const operation = spec.syscalls.get(name)?.body.operation?.name;
  return operation !== undefined && entry.owner.endsWith(`/${operation}`);
}

function answers(entry: ClauseEntry, errno: string | undefined): boolean {
  if (entry.kind === 'interrupted') return errno === 'EINTR';
  return entry.errno === errno;
}
