/** Dispositions: what a process does with each signal (sigaction(2)), shared by tasks that share handlers. */
import { Map as ImmutableMap } from 'immutable';
import type { Draft } from '../draft.js';
import type { Disposition, HandlersId, SignalHandlers, Task } from '../world.js';
import { copyRow, leaveShared, releaseRow, shareRow } from './refcount.js';
import { defaultAction } from './signal-set.js';

const DEFAULT: Disposition = { action: 'default', flags: 0n, mask: 0n };

/** No handlers: every signal has its default action. */
export function noHandlers(): SignalHandlers {
  return { refs: 1, table: ImmutableMap() };
}

/** What the task's process does with a signal. */
export function dispositionOf(draft: Draft, task: Pick<Task, 'handlers'>, signal: number): Disposition {
  return draft.handlers.row(task.handlers).table.get(signal) ?? DEFAULT;
}

/** Replaces one disposition. */
export function replaceDisposition(
  draft: Draft,
  task: Pick<Task, 'handlers'>,
  signal: number,
  disposition: Disposition,
): void {
  const handlers = draft.handlers.row(task.handlers);
  draft.handlers.set(task.handlers, {
    ...handlers,
    table: handlers.table.set(signal, disposition),
  });
}

/** True where a signal with this disposition has no effect at all. */
export function isIgnoring(disposition: Disposition, signal: number): boolean {
  if (disposition.action !== 'default') return disposition.action === 'ignore';
  const action = defaultAction(signal);
  return action === 'ignore' || action === 'continue';
}

/** A table of its own with the same dispositions, for a child. */
export function copyHandlers(draft: Draft, id: HandlersId): HandlersId {
  return copyRow(draft, draft.handlers, id);
}

/** One more task uses the table (CLONE_SIGHAND). */
export function shareHandlers(draft: Draft, id: HandlersId): HandlersId {
  return shareRow(draft.handlers, id);
}

/** A table that the leaving task has to itself: a copy where others use this one, else the same (execve). */
export function leaveSharedHandlers(draft: Draft, id: HandlersId): HandlersId {
  return leaveShared(draft.handlers, id, (shared) => copyHandlers(draft, shared));
}

/** One task less uses the table; the last one takes it away. */
export function releaseHandlers(draft: Draft, id: HandlersId): void {
  releaseRow(draft.handlers, id);
}

/** After execve: no handler is left; what was ignored stays so; flags and masks are forgotten (flush_signal_handlers). */
export function resetHandlers(draft: Draft, id: HandlersId): void {
  const handlers = draft.handlers.row(id);
  const ignored = handlers.table.filter(({ action }) => action === 'ignore');
  draft.handlers.set(id, {
    ...handlers,
    table: ignored.map((one) => ({ ...one, flags: 0n, mask: 0n })),
  });
}
