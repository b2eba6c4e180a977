/**
 * Sending signals, and what stops and continues a process.
 * From kernel/signal.c: prepare_signal, __send_signal_locked, do_signal_stop, do_notify_parent_cldstop.
 */
import { actor, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import {
  INIT,
  type Disposition,
  type PendingSignal,
  type Process,
  type ProcessId,
  type TaskId,
} from '../world.js';
import { dispositionOf, isIgnoring, replaceDisposition } from './disposition.js';
import { forget, queued } from './signal-queue.js';
import { bit, SIGCHLD, SIGCONT, SIGKILL, STOPS } from './signal-set.js';

/** SA_NOCLDSTOP of the generic ABI: no SIGCHLD when a child stops or continues. */
const SA_NOCLDSTOP = 1n;

/**
 * Sends a signal to a whole process, found by the number of `found` (its first thread, if nothing is said): that
 * thread takes it if it can. A zombie takes it without effect.
 */
export function sendToProcess(
  draft: Draft,
  id: ProcessId,
  signal: number,
  info: SignalInfo,
  found?: TaskId,
): void {
  const process = draft.processes.get(id);
  if (process?.state !== 'alive') return;
  prepare(draft, id, signal);
  const first = found ?? process.leader;
  if (isDropped(draft, process, first, signal)) return;
  const pending = queued(draft.process(id).pending, signal, info);
  if (pending === draft.process(id).pending) return;
  const taker = takerOf(draft, draft.process(id), first, signal);
  draft.setProcess(id, { pending: [...pending.slice(0, -1), { signal, info, taker }] });
}

/** Sends a signal to one thread. */
export function sendToTask(draft: Draft, id: TaskId, signal: number, info: SignalInfo): void {
  const task = draft.tasks.get(id);
  if (task === undefined) return;
  prepare(draft, task.process, signal);
  if (isDropped(draft, draft.process(task.process), id, signal)) return;
  draft.setTask(id, { pending: queued(draft.task(id).pending, signal, info) });
}

/** Changes a disposition; a signal that is ignored from now on and pending is forgotten (do_sigaction). */
export function setDisposition(draft: Draft, id: TaskId, signal: number, disposition: Disposition): void {
  const task = draft.task(id);
  replaceDisposition(draft, task, signal, disposition);
  if (isIgnoring(disposition, signal)) forget(draft, task.process, bit(signal));
}

/** True where nobody in the session could continue the group: its stop signals (but SIGSTOP) do nothing. */
export function isOrphaned(draft: Draft, group: ProcessId): boolean {
  return !draft.processes.values().some((process) => {
    if (process.group !== group || process.state !== 'alive') return false;
    const parent = draft.processes.get(process.parent);
    return parent !== undefined && parent.group !== group && parent.session === process.session;
  });
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
    tasks.find((task) => task !== from && wants(draft, task, signal));
  draft.setProcess(id, {
    pending: pending.map((one) => (stays(one) ? one : { ...one, taker: other(one) })),
  });
}

/** The process is stopped by `signal`: each thread stops on its way back to user mode. */
export function stopProcess(draft: Draft, id: ProcessId, signal: number): void {
  const { pending } = draft.process(id);
  draft.setProcess(id, {
    stopped: signal,
    pending: pending.map((one) => ({ ...one, taker: undefined })),
  });
}

/** A thread has stopped; with the last one its parent is told. */
export function noteStopped(draft: Draft, id: ProcessId): void {
  const { stopped } = draft.process(id);
  if (stopped === undefined || !allStopped(draft, id)) return;
  draft.setProcess(id, { report: { kind: 'stopped', signal: stopped } });
  tellParent(draft, id, 'CLD_STOPPED');
}

/** A stopped process goes on; a running one is left alone. */
export function continueProcess(draft: Draft, id: ProcessId): void {
  if (draft.process(id).stopped === undefined) return;
  const whole = allStopped(draft, id);
  draft.setProcess(id, { stopped: undefined, ...(whole ? { report: { kind: 'continued' } } : {}) });
  tellParent(draft, id, whole ? 'CLD_CONTINUED' : 'CLD_STOPPED');
}

function allStopped(draft: Draft, id: ProcessId): boolean {
  return draft.process(id).tasks.every((task) => draft.task(task).stopped !== undefined);
}

/** The thread that is woken to take a signal: the one that was found if it wants it, else any that does. */
function takerOf(draft: Draft, process: Process, found: TaskId, signal: number): TaskId | undefined {
  if (wants(draft, found, signal)) return found;
  const wanting = process.tasks.filter((task) => wants(draft, task, signal));
  return wanting[draft.choose(wanting.length)];
}

/** A thread takes a signal that it does not block, unless it is stopped (wants_signal). */
function wants(draft: Draft, id: TaskId, signal: number): boolean {
  const task = draft.tasks.get(id);
  if (task === undefined || (task.mask & bit(signal)) !== 0n) return false;
  return signal === SIGKILL || task.stopped === undefined;
}

function tellParent(draft: Draft, id: ProcessId, code: string): void {
  const { parent: parentId } = draft.process(id);
  const first = draft.processes.get(parentId)?.tasks[0];
  if (parentId === INIT || first === undefined) return;
  const { action, flags } = dispositionOf(draft, draft.task(first), SIGCHLD);
  if (action === 'ignore' || (flags & SA_NOCLDSTOP) !== 0n) return;
  sendToProcess(draft, parentId, SIGCHLD, { code, pid: actor(id) });
}

/** A stop signal takes back a continuation; SIGCONT takes back stops and wakes what is stopped. */
function prepare(draft: Draft, id: ProcessId, signal: number): void {
  if ((STOPS & bit(signal)) !== 0n) forget(draft, id, bit(SIGCONT));
  if (signal === SIGCONT) {
    forget(draft, id, STOPS);
    continueProcess(draft, id);
  }
}

/** A signal that is ignored and not blocked by the thread that was found is never queued. */
function isDropped(draft: Draft, process: Process, found: TaskId, signal: number): boolean {
  const task = draft.tasks.get(found);
  const any = task ?? draft.task(process.tasks[0] ?? '');
  const closed = task === undefined ? (process.remains?.mask ?? 0n) : task.mask | (task.savedMask ?? 0n);
  return (closed & bit(signal)) === 0n && isIgnoring(dispositionOf(draft, any, signal), signal);
}
