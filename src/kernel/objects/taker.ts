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
  const { process, mask: before } = draft.task(id);
  // Who blocks what it blocked before does not even look (__set_current_blocked).
  if (mask === before) return;
  draft.setTask(id, { mask });
  const { pending, tasks } = draft.process(process);
  if (pending.length === 0) return;
  lookAgain(draft, id);
  if (tasks.length > 1) retarget(draft, process, id);
}

/**
 * A thread looks at what is pending for all and takes what it does not block, though another was woken for it
 * (recalc_sigpending). That other one may be as fast, unless it sleeps where no signal reaches it.
 */
export function lookAgain(draft: Draft, id: TaskId): void {
  const { mask, process } = draft.task(id);
  const { pending } = draft.process(process);
  const isFound = (one: PendingSignal): boolean => one.taker !== id && (bit(one.signal) & mask) === 0n;
  if (!pending.some(isFound)) return;
  const sleepsDeep = (taker: TaskId | undefined): boolean =>
    taker !== undefined && draft.tasks.get(taker)?.blocked?.deep === true;
  draft.setProcess(process, {
    pending: pending.map((one) =>
      isFound(one) ? { ...one, taker: sleepsDeep(one.taker) ? id : undefined } : one,
    ),
  });
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
