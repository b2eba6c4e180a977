/**
 * Sending signals, and what stops and continues a process.
 * From kernel/signal.c: prepare_signal, __send_signal_locked, do_signal_stop, do_notify_parent_cldstop.
 */
import { int, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { PosixTimer } from '../timers.js';
import {
  INIT,
  type Disposition,
  type PendingSignal,
  type Process,
  type ProcessId,
  type Task,
  type TaskId,
} from '../world.js';
import { SA } from './action-flags.js';
import { childChanged } from './siginfo.js';
import { noteNews } from './children.js';
import { dispositionOf, isIgnoring, replaceDisposition } from './disposition.js';
import { enqueued } from './enqueue.js';
import { forget, nextSignal } from './signal-queue.js';
import { bit, defaultAction, SIGCHLD, SIGCONT, SIGKILL, STOPS } from './signal-set.js';
import { changeTimer } from './timer-signals.js';

/**
 * Sends a signal to a whole process, found by the number of `found` (its first thread, if nothing is said): that
 * thread takes it if it can. A zombie takes it without effect. False where it was refused: the queue is full.
 */
export function sendToProcess(
  draft: Draft,
  id: ProcessId,
  signal: number,
  info: SignalInfo,
  found?: TaskId,
): boolean {
  const process = draft.processes.get(id);
  if (process?.state !== 'alive') return true;
  prepare(draft, id, signal);
  const first = found ?? process.leader;
  if (isDropped(draft, process, first, signal)) return true;
  const target = draft.tasks.has(first) ? { process: id, task: first } : { process: id };
  const pending = enqueued(draft, target, draft.process(id).pending, signal, info);
  if (pending === 'full') return false;
  const last = pending.at(-1);
  if (last === undefined || pending === draft.process(id).pending) return true;
  const taker = takerOf(draft, draft.process(id), first, signal);
  draft.setProcess(id, { pending: [...pending.slice(0, -1), { ...last, taker }] });
  doom(draft, id, taker, signal);
  if (taker !== undefined) alert(draft, taker);
  return true;
}

/** Sends a signal to one thread. False where it was refused: the queue is full. */
export function sendToTask(draft: Draft, id: TaskId, signal: number, info: SignalInfo): boolean {
  const task = draft.tasks.get(id);
  if (task === undefined) return true;
  const { process } = task;
  prepare(draft, process, signal);
  if (isDropped(draft, draft.process(process), id, signal)) return true;
  const pending = enqueued(draft, { process, task: id }, draft.task(id).pending, signal, info);
  if (pending === 'full') return false;
  const taker = wants(draft, id, signal) ? id : undefined;
  draft.setTask(id, { pending });
  doom(draft, process, taker, signal);
  if (taker !== undefined) alert(draft, taker);
  return true;
}

/**
 * Sends the signal of a timer: queued once, but even where another such signal is pending. An ignored one is set
 * aside if it comes again. `found` is asked first to take it, where it is for the process (posixtimer_send_sigqueue).
 */
export function sendTimerSignal(draft: Draft, id: ProcessId, number: number, found: TaskId): void {
  const timer = draft.process(id).timers.made.get(number);
  if (timer?.event.kind !== 'signal') return;
  const { signal, thread = found } = timer.event;
  if (timer.event.thread !== undefined && !draft.tasks.has(thread)) return;
  prepare(draft, id, signal);
  const isQueued = pendingIn(draft, id).some((one) => one.timer === number);
  if (isDropped(draft, draft.process(id), thread, signal)) {
    const aside = timer.sent.periodic ? (timer.setAside ?? draft.freshId()) : undefined;
    if (!isQueued) changeTimer(draft, id, { ...timer, setAside: aside });
    return;
  }
  if (isQueued) return;
  changeTimer(draft, id, { ...timer, setAside: undefined });
  queueTimerSignal(draft, id, timer, found);
}

function queueTimerSignal(
  draft: Draft,
  id: ProcessId,
  { id: number, event }: PosixTimer,
  found: TaskId,
): void {
  if (event.kind !== 'signal') return;
  const { signal, value, thread } = event;
  const info = { code: 'SI_TIMER', timer: int(number), overrun: int(0), value: int(value) };
  const one = { signal, info, timer: number };
  if (thread === undefined) {
    const taker = takerOf(draft, draft.process(id), found, signal);
    draft.setProcess(id, { pending: [...draft.process(id).pending, { ...one, taker }] });
    doom(draft, id, taker, signal);
  } else if (draft.tasks.has(thread)) {
    const taker = wants(draft, thread, signal) ? thread : undefined;
    draft.setTask(thread, { pending: [...draft.task(thread).pending, one] });
    doom(draft, id, taker, signal);
  }
}

function pendingIn(draft: Draft, id: ProcessId): readonly PendingSignal[] {
  const { pending, tasks } = draft.process(id);
  return [...pending, ...tasks.flatMap((task) => draft.task(task).pending)];
}

/** Changes a disposition; a signal that is ignored from now on and pending is forgotten (do_sigaction). */
export function setDisposition(draft: Draft, id: TaskId, signal: number, disposition: Disposition): void {
  const task = draft.task(id);
  const { action: before } = dispositionOf(draft, task, signal);
  replaceDisposition(draft, task, signal, disposition);
  if (isIgnoring(disposition, signal)) forget(draft, task.process, bit(signal));
  else if (before === 'ignore') sendWhatWasSetAside(draft, task.process, signal, id);
}

/** What timers sent while it was ignored comes now, the latest first (posixtimer_sig_unignore). */
function sendWhatWasSetAside(draft: Draft, id: ProcessId, signal: number, setter: TaskId): void {
  const waiting = [...draft.process(id).timers.made.values()]
    .filter(
      ({ event, setAside }) => setAside !== undefined && event.kind === 'signal' && event.signal === signal,
    )
    .sort((a, b) => (b.setAside ?? 0) - (a.setAside ?? 0));
  for (const timer of waiting) {
    changeTimer(draft, id, { ...timer, setAside: undefined });
    queueTimerSignal(draft, id, timer, setter);
  }
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
  tellParent(draft, id, childChanged(draft, id, 'CLD_STOPPED', stopped));
}

/** A stopped process goes on; a running one is left alone. The first of its threads that runs tells the parent. */
export function continueProcess(draft: Draft, id: ProcessId): void {
  if (draft.process(id).stopped === undefined) return;
  const whole = allStopped(draft, id);
  draft.setProcess(id, {
    stopped: undefined,
    untold: whole
      ? childChanged(draft, id, 'CLD_CONTINUED', SIGCONT)
      : childChanged(draft, id, 'CLD_STOPPED', 0),
    report: { kind: 'continued' },
  });
}

/**
 * A thread runs again: the parent is told of the continuation, if nobody did that yet (SIGNAL_CLD_MASK).
 *
 * @returns true if a signal was sent.
 */
export function tellUntold(draft: Draft, id: ProcessId): boolean {
  const { untold } = draft.process(id);
  if (untold === undefined) return false;
  draft.setProcess(id, { untold: undefined });
  return tellParent(draft, id, untold);
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

/**
 * A signal that nobody will survive begins the end of the whole process when it is sent, not when it is taken, if its
 * taker does not only wait for it (complete_signal). One that dumps core is taken first.
 */
function doom(draft: Draft, id: ProcessId, taker: TaskId | undefined, signal: number): void {
  if (taker === undefined || draft.process(id).doom !== undefined) return;
  const task = draft.task(taker);
  if (signal !== SIGKILL && ((task.mask & bit(signal)) !== 0n || !isFatal(draft, task, signal))) return;
  draft.setProcess(id, { doom: signal });
}

/** A thread that sleeps where no signal reaches it stays woken for the first one, even if that is taken back. */
function alert(draft: Draft, id: TaskId): void {
  const { blocked } = draft.task(id);
  if (blocked?.deep === true) draft.setTask(id, { blocked: { ...blocked, alerted: true } });
}

/** It kills at once, and even those who sleep in a way that no other signal ends. */
function isFatal(draft: Draft, task: Task, signal: number): boolean {
  const { action } = dispositionOf(draft, task, signal);
  return action === 'default' && defaultAction(signal) === 'terminate';
}

/** A thread takes a signal that it does not block, unless it is stopped (wants_signal). */
function wants(draft: Draft, id: TaskId, signal: number): boolean {
  const task = draft.tasks.get(id);
  if (task === undefined || (task.mask & ~(task.awaited ?? 0n) & bit(signal)) !== 0n) return false;
  return signal === SIGKILL || (task.stopped === undefined && !isOnItsWay(draft, task));
}

/** Another signal is its next one already (TIF_SIGPENDING is set); whoever runs may take one more. */
function isOnItsWay(draft: Draft, task: Task): boolean {
  if (task.blocked?.alerted === true) return true;
  return task.id !== draft.caller && nextSignal(draft, task) !== undefined;
}

function tellParent(draft: Draft, id: ProcessId, info: SignalInfo): boolean {
  const process = draft.process(id);
  const { parent, parentTask: told } = process;
  if (parent === INIT || told === undefined || !draft.tasks.has(told)) return false;
  noteNews(draft, process);
  const { action, flags } = dispositionOf(draft, draft.task(told), SIGCHLD);
  if (action === 'ignore' || (flags & SA.NOCLDSTOP) !== 0n) return false;
  sendToProcess(draft, parent, SIGCHLD, info, told);
  return true;
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
