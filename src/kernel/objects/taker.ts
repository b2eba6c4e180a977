/**
 * Who takes a signal that was sent to a whole process.
 * From kernel/signal.c: wants_signal, retarget_shared_pending, recalc_sigpending.
 */
import type { Draft } from '../draft.js';
import type { PendingSignal, Process, ProcessId, Task, TaskId } from '../world.js';
import { nextSignal } from './signal-queue.js';
import { bit, SIGKILL } from './signal-set.js';

/** The thread that is woken to take a signal: the one that was found if it wants it, else any that does. */
export function takerOf(draft: Draft, process: Process, found: TaskId, signal: number): TaskId | undefined {
  if (wantsSignal(draft, found, signal)) return found;
  const wanting = process.tasks.filter((task) => wantsSignal(draft, task, signal));
  return wanting[draft.choose(wanting.length)];
}

/** A thread blocks these signals from now on; what it was woken for and blocks now, another one shall take. */
export function changeMask(draft: Draft, id: TaskId, mask: bigint): void {
  draft.setTask(id, { mask });
  const { process } = draft.task(id);
  const { pending, tasks } = draft.process(process);
  if (pending.length === 0) return;
  // Whoever changes its mask looks again at what is pending for all (recalc_sigpending).
  const looksAgain = pending.map((one) =>
    one.taker !== id && (bit(one.signal) & mask) === 0n ? { ...one, taker: undefined } : one,
  );
  draft.setProcess(process, { pending: looksAgain });
  if (tasks.length > 1) retarget(draft, process, id);
}

/** What a thread was woken for goes to another that does not block it, if there is one (retarget_shared_pending). */
export function retarget(draft: Draft, id: ProcessId, from: TaskId): void {
  const { pending, tasks } = draft.process(id);
  const mask = draft.tasks.get(from)?.mask;
  const stays = (one: PendingSignal): boolean =>
    one.taker !== from || (mask !== undefined && (bit(one.signal) & mask) === 0n);
  if (pending.every(stays)) return;
  const other = ({ signal }: PendingSignal): TaskId | undefined =>
    tasks.find((task) => task !== from && wantsSignal(draft, task, signal));
  draft.setProcess(id, {
    pending: pending.map((one) => (stays(one) ? one : { ...one, taker: other(one) })),
  });
}

/** A thread takes a signal that it does not block, unless it is stopped (wants_signal). */
export function wantsSignal(draft: Draft, id: TaskId, signal: number): boolean {
  const task = draft.tasks.get(id);
  if (task === undefined || (task.mask & ~(task.awaited ?? 0n) & bit(signal)) !== 0n) return false;
  return signal === SIGKILL || (task.stopped === undefined && !isOnItsWay(draft, task));
}

/** Another signal is its next one already (TIF_SIGPENDING is set); whoever runs may take one more. */
function isOnItsWay(draft: Draft, task: Task): boolean {
  if (task.blocked?.alerted === true) return true;
  return task.id !== draft.caller && nextSignal(draft, task) !== undefined;
}
