/** Aftermath: what a step shows of a promise that an earlier step has broken. */
import type { ClauseId, Event } from '../abi/index.js';
import type { Kernel } from '../kernel/index.js';
import type { Attempt } from './attempt.js';
import { lastOf } from './hypothesis.js';
import type { Suspects } from './suspects.js';

/** What is known of the steps before. */
export interface Past {
  readonly kernel: Pick<Kernel, 'isPending'>;
  readonly suspects: Suspects;
}

type Failed = Extract<Attempt, { ok: false }>;

/**
 * The clause that an earlier step has broken, as the event `seen` shows in this one, which no attempt explains; nothing
 * where it is another matter.
 *
 * @param nearest the one of `failed` that agrees longest.
 */
export function aftermath(
  nearest: Failed,
  failed: readonly Failed[],
  seen: Event | undefined,
  past: Past,
): ClauseId | undefined {
  return strayHandler(nearest, failed, seen, past) ?? descriptorLeft(nearest, seen, past);
}

/**
 * A handler that nothing of this step may run, of a signal that was sent before and is left to somebody else, or to later:
 * the clause of the last step that sent one, where this one sends none.
 */
function strayHandler(
  nearest: Failed,
  failed: readonly Failed[],
  seen: Event | undefined,
  { kernel, suspects: { senders } }: Past,
): ClauseId | undefined {
  if (seen?.kind !== 'handler') return undefined;
  const isDue = ({ outcome }: Failed): boolean =>
    outcome.events.some(({ kind, actor }) => kind === 'handler' && actor === seen.actor);
  if (failed.some(isDue) || nearest.outcome.clauses.some((clause) => senders.has(clause))) return undefined;
  return kernel.isPending(nearest.from.world, seen.signal) ? lastOf(nearest.from, senders).at(-1) : undefined;
}

/**
 * A descriptor is open that should be free: it is used, or a new one is not the lowest, or none is left. If a call was
 * refused before after it had opened some, they are still there: its clause.
 */
function descriptorLeft(
  { agree, from, outcome: { events, clauses } }: Failed,
  seen: Event | undefined,
  { suspects: { openers, undoers } }: Past,
): ClauseId | undefined {
  const due = events[agree];
  if (seen?.kind !== 'returned' || due?.kind !== 'returned' || seen.actor !== due.actor) return undefined;
  const [got, owed] = [errnoOf(seen), errnoOf(due)];
  const isUsed = owed === 'EBADF' && got === undefined;
  const isAnother = owed === undefined && got === undefined && clauses.some((clause) => openers.has(clause));
  const isMissing = owed === undefined && got === 'EMFILE';
  return isUsed || isAnother || isMissing ? lastOf(from, undoers).at(-1) : undefined;
}

function errnoOf({ result }: Extract<Event, { kind: 'returned' }>): string | undefined {
  return result.kind === 'errno' ? result.errno : undefined;
}
