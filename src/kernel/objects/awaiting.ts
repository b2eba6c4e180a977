/**
 * Threads that wait for a set of signals, and take one without a handler.
 *
 * From kernel/signal.c (do_sigtimedwait): while such a thread sleeps it does not block them (task.awaited).
 */
import type { Draft } from '../draft.js';
import type { PendingSignal, Task, TaskId } from '../world.js';
import { dispositionOf } from './disposition.js';
import { dequeue, nextOf, nextSignal, setOf } from './signal-queue.js';
import { bit, defaultAction, UNBLOCKABLE } from './signal-set.js';
import { lookAgain } from './taker.js';
import { isVoid } from './timer-signals.js';

/**
 * The thread waits for a set from now on, and looks at what is pending for all: what it does not block it takes on its
 * way back. What is void in the set is thrown away, where nothing else is there.
 */
export function startAwaiting(draft: Draft, id: TaskId, set: bigint): void {
  lookAgain(draft, id);
  draft.setTask(id, { awaited: set & ~UNBLOCKABLE });
  if (nextAwaited(draft, id, set) === undefined) dequeue(draft, id, ~set | UNBLOCKABLE);
}

/** It waits no longer: what it was woken for, and has not taken, is there for everybody. */
export function stopAwaiting(draft: Draft, id: TaskId): void {
  const { awaited, mask, process } = draft.task(id);
  if (awaited === undefined) return;
  draft.setTask(id, { awaited: undefined });
  const { pending } = draft.process(process);
  const isLeft = (one: PendingSignal): boolean => one.taker === id && (bit(one.signal) & mask) !== 0n;
  if (pending.some(isLeft)) {
    draft.setProcess(process, {
      pending: pending.map((one) => (isLeft(one) ? { ...one, taker: undefined } : one)),
    });
  }
}

/** The signal of the set that the thread would take. One that kills is not there to be taken. */
export function nextAwaited(draft: Draft, id: TaskId, set: bigint): PendingSignal | undefined {
  const task = draft.task(id);
  const process = draft.process(task.process);
  const isThere = (one: PendingSignal): boolean =>
    !isVoid(draft, process.id, one) && !kills(draft, task, one.signal);
  const noticed = process.pending.filter(
    ({ taker }) => task.blocked === undefined || taker === undefined || taker === id,
  );
  const others = ~set | UNBLOCKABLE;
  return nextOf(task.pending.filter(isThere), others) ?? nextOf(noticed.filter(isThere), others);
}

/** Takes a signal of the set, and ends the wait. */
export function takeAwaited(draft: Draft, id: TaskId, set: bigint): PendingSignal | undefined {
  disturbOthers(draft, id);
  const isThere = nextAwaited(draft, id, set) !== undefined;
  const taken = isThere ? dequeue(draft, id, ~set | UNBLOCKABLE) : undefined;
  stopAwaiting(draft, id);
  return taken;
}

/**
 * Who wakes blocks again what it has waited for before it takes it, and so wakes the next thread that does not block
 * it, which finds nothing (retarget_shared_pending).
 */
function disturbOthers(draft: Draft, id: TaskId): void {
  const { blocked, awaited = 0n, mask, process: own } = draft.task(id);
  const { tasks, pending } = draft.process(own);
  if (blocked === undefined || tasks.length === 1) return;
  let left = setOf(pending) & awaited & mask;
  const at = tasks.indexOf(id);
  for (const other of [...tasks.slice(at + 1), ...tasks.slice(0, at)]) {
    const task = draft.task(other);
    const open = left & ~(task.mask & ~(task.awaited ?? 0n));
    const sleeps = task.blocked !== undefined && nextSignal(draft, task) === undefined;
    if (open !== 0n && sleeps) draft.setTask(other, { disturbed: true });
    left &= ~open;
  }
}

/** A signal that nobody blocks ends the process before anybody can take it, if that is what it does (complete_signal). */
function kills(draft: Draft, task: Task, signal: number): boolean {
  if ((task.mask & bit(signal)) !== 0n) return false;
  return dispositionOf(draft, task, signal).action === 'default' && defaultAction(signal) === 'terminate';
}
