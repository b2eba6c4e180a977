/** The queues of pending signals: a thread's own and its process's (kernel/signal.c: next_signal, dequeue_signal). */
import type { SignalInfo } from '../../abi/index.js';
import { SIGRTMIN } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { PendingSignal, ProcessId, Task, TaskId } from '../world.js';
import { bit, SYNCHRONOUS, UNBLOCKABLE } from './signal-set.js';

/** The queue with one more signal: a standard signal is queued once, a real-time signal every time. */
export function queued(
  pending: readonly PendingSignal[],
  signal: number,
  info: SignalInfo,
): readonly PendingSignal[] {
  if (signal < SIGRTMIN && pending.some((one) => one.signal === signal)) return pending;
  return [...pending, { signal, info }];
}

/**
 * The signal that the task would take next, or nothing. Its own come before its process's; of those, one that
 * another thread was woken for is not noticed.
 */
export function nextSignal(draft: Draft, task: Task): PendingSignal | undefined {
  const own = next(task.pending, task.mask);
  if (own !== undefined) return own;
  const { pending } = draft.process(task.process);
  const noticed = pending.some(
    ({ signal, taker }) =>
      (taker === undefined || taker === task.id) && (bit(signal) & task.mask & ~UNBLOCKABLE) === 0n,
  );
  return noticed ? next(pending, task.mask) : undefined;
}

/** Takes the next signal out of its queue. */
export function dequeue(draft: Draft, id: TaskId): PendingSignal | undefined {
  const task = draft.task(id);
  const own = next(task.pending, task.mask);
  if (own !== undefined) {
    draft.setTask(id, { pending: task.pending.filter((one) => one !== own) });
    return own;
  }
  const { pending } = draft.process(task.process);
  const shared = next(pending, task.mask);
  if (shared !== undefined)
    draft.setProcess(task.process, { pending: pending.filter((one) => one !== shared) });
  return shared;
}

/** The set of signals in a queue. */
export function setOf(pending: readonly PendingSignal[]): bigint {
  return pending.reduce((mask, one) => mask | bit(one.signal), 0n);
}

/** Removes signals from every queue of a process. */
export function forget(draft: Draft, id: ProcessId, mask: bigint): void {
  const keep = (one: PendingSignal): boolean => (bit(one.signal) & mask) === 0n;
  const { pending, tasks } = draft.process(id);
  if (!pending.every(keep)) draft.setProcess(id, { pending: pending.filter(keep) });
  for (const task of tasks) {
    const own = draft.task(task).pending;
    if (!own.every(keep)) draft.setTask(task, { pending: own.filter(keep) });
  }
}

function next(pending: readonly PendingSignal[], mask: bigint): PendingSignal | undefined {
  if (pending.length === 0) return undefined;
  const closed = mask & ~UNBLOCKABLE;
  const open = pending.filter((one) => (bit(one.signal) & closed) === 0n);
  const urgent = open.filter((one) => (bit(one.signal) & SYNCHRONOUS) !== 0n);
  const [first, ...rest] = urgent.length > 0 ? urgent : open;
  return rest.reduce((least, one) => (least !== undefined && one.signal < least.signal ? one : least), first);
}
