/**
 * Sending signals: what a signal does when it is sent, whoever takes it.
 * From kernel/signal.c: prepare_signal, __send_signal_locked, complete_signal.
 */
import { SIGRTMIN, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { Process, ProcessId, Task, TaskId } from '../world.js';
import { signalExcess } from './crowd.js';
import { dispositionOf, isIgnoring } from './disposition.js';
import { enqueued } from './enqueue.js';
import { crossed, isImmune, type Crossed } from './sender.js';
import { forget } from './signal-queue.js';
import { bit, defaultAction, SIGCONT, SIGKILL, STOPS } from './signal-set.js';
import type { Thread } from './standing.js';
import { continueProcess } from './stopping.js';
import { takerOf, wantsSignal } from './taker.js';

/**
 * Sends a signal to a whole process, found by the number of `found` (its first thread, if nothing is said): that
 * thread takes it if it can. A zombie takes it without effect. False where it was refused: the queue is full. `from`
 * is the process that sent it; the kernel, if nothing is said.
 */
export function sendToProcess(
  draft: Draft,
  id: ProcessId,
  signal: number,
  info: SignalInfo,
  found?: TaskId,
  from?: ProcessId,
): boolean {
  const process = draft.processes.get(id);
  if (process?.state !== 'alive') return true;
  prepare(draft, id, signal);
  const first = found ?? process.leader;
  const told = crossed(draft, info, id, from);
  if (isDropped(draft, process, first, signal, told)) return true;
  const target = draft.tasks.has(first) ? { process: id, task: first } : { process: id };
  const pending = enqueued(draft, target, draft.process(id).pending, signal, told.info);
  if (pending === 'full') return false;
  const last = pending.at(-1);
  if (last === undefined || pending === draft.process(id).pending) return true;
  const taker = takerOf(draft, draft.process(id), first, signal);
  draft.setProcess(id, { pending: [...pending.slice(0, -1), { ...last, taker }] });
  complete(draft, id, taker, signal);
  return true;
}

/**
 * Sends a signal of the process `from`, or of the kernel, to one thread. The first thread of a process takes none any
 * more once it has ended, but stops and continuations reach the others through it; whether it queues them, and whether
 * those that it had pending still count, differs between kernels. False where it was refused: the queue is full.
 */
export function sendToThread(
  draft: Draft,
  thread: Thread,
  signal: number,
  info: SignalInfo,
  from?: ProcessId,
): boolean {
  const { process, task: id } = thread;
  if (draft.processes.get(process)?.state !== 'alive') return true;
  prepare(draft, process, signal);
  const told = crossed(draft, info, process, from);
  if (isDropped(draft, draft.process(process), id ?? process, signal, told)) return true;
  if (id === undefined) {
    if (signal >= SIGRTMIN && signalExcess(draft, thread) !== 'no') draft.unspecified = TO_THE_DEAD;
    return true;
  }
  const pending = enqueued(draft, thread, draft.task(id).pending, signal, told.info);
  if (pending === 'full') return false;
  const taker = wantsSignal(draft, id, signal) ? id : undefined;
  draft.setTask(id, { pending });
  complete(draft, process, taker, signal);
  return true;
}

const TO_THE_DEAD = {
  clause: 'model/signals-to-the-dead',
  reason: 'whether a thread that has ended is sent signals differs between kernels of one version',
};

/** A stop signal takes back a continuation; SIGCONT takes back stops and wakes what is stopped. */
export function prepare(draft: Draft, id: ProcessId, signal: number): void {
  if ((STOPS & bit(signal)) !== 0n) forget(draft, id, bit(SIGCONT));
  if (signal === SIGCONT) {
    forget(draft, id, STOPS);
    continueProcess(draft, id);
  }
}

/** A signal that is ignored, or that an init is above, and not blocked by the thread that was found is never queued. */
export function isDropped(
  draft: Draft,
  process: Process,
  found: TaskId,
  signal: number,
  { forced }: Pick<Crossed, 'forced'>,
): boolean {
  const task = draft.tasks.get(found);
  const any = task ?? draft.task(process.tasks[0] ?? '');
  const closed = task === undefined ? (process.remains?.mask ?? 0n) : task.mask | (task.savedMask ?? 0n);
  if ((closed & bit(signal)) !== 0n) return false;
  const disposition = dispositionOf(draft, any, signal);
  if (isIgnoring(disposition, signal)) return true;
  return disposition.action === 'default' && isImmune(draft, process.id, signal, forced);
}

/** Who shall take a signal is woken for it, and begins to end where nobody survives it (complete_signal). */
export function complete(draft: Draft, id: ProcessId, taker: TaskId | undefined, signal: number): void {
  if (taker === undefined) return;
  doom(draft, id, taker, signal);
  alert(draft, taker);
}

/**
 * A signal that nobody will survive begins the end of the whole process when it is sent, not when it is taken, if its
 * taker does not only wait for it (complete_signal). One that dumps core is taken first.
 */
function doom(draft: Draft, id: ProcessId, taker: TaskId, signal: number): void {
  if (draft.process(id).doom !== undefined) return;
  const task = draft.task(taker);
  if (signal !== SIGKILL && ((task.mask & bit(signal)) !== 0n || !isFatal(draft, task, signal))) return;
  draft.setProcess(id, { doom: signal });
}

/** It kills at once, and even those who sleep in a way that no other signal ends. */
function isFatal(draft: Draft, task: Task, signal: number): boolean {
  const { action } = dispositionOf(draft, task, signal);
  return action === 'default' && defaultAction(signal) === 'terminate';
}

/** A thread that sleeps where no signal reaches it stays woken for the first one, even if that is taken back. */
function alert(draft: Draft, id: TaskId): void {
  const { blocked } = draft.task(id);
  if (blocked?.deep === true) draft.setTask(id, { blocked: { ...blocked, alerted: true } });
}
