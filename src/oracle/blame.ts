/** Blame: which clause an observation breaks, told from the nearest outcome that would have been right. */
import type { ClauseId, Event } from '../abi/index.js';
import type { Action } from '../scenario/index.js';
import type { ClauseEntry, Spec } from '../spec/index.js';

/**
 * The clause of `clauses` (those that fire in the nearest outcome, in order) that owns `expected`, the event
 * that was not seen: one of the same call, with the same errno, the most specific last.
 *
 * Where no clause fired, the id is that of the call alone with `/outcome`: nothing more precise is written.
 */
export function blame(
  spec: Spec,
  clauses: readonly ClauseId[],
  expected: Event | undefined,
  action: Action,
): ClauseId {
  let best: { clause: ClauseId; score: number } | undefined;
  for (const clause of clauses) {
    const score = rate(spec, clause, expected, action);
    if (best === undefined || score >= best.score) best = { clause, score };
  }
  return (
    best?.clause ??
    (action.kind === 'call' ? `${action.call.name}/outcome` : `proc/pid/${action.file}/outcome`)
  );
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
