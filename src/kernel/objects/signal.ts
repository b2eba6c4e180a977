/**
 * Sending signals, and what stops and continues a process.
 * From kernel/signal.c: prepare_signal, __send_signal_locked, do_signal_stop, do_notify_parent_cldstop.
 */
import { actor, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import { INIT, type Disposition, type ProcessId, type Task, type TaskId } from '../world.js';
import { dispositionOf, isIgnoring, replaceDisposition } from './disposition.js';
import { forget, queued } from './signal-queue.js';
import { bit, SIGCHLD, SIGCONT, STOPS } from './signal-set.js';

/** SA_NOCLDSTOP of the generic ABI: no SIGCHLD when a child stops or continues. */
const SA_NOCLDSTOP = 1n;

/** Sends a signal to a whole process. A zombie takes it without effect. */
export function sendToProcess(draft: Draft, id: ProcessId, signal: number, info: SignalInfo): void {
  const process = draft.processes.get(id);
  const first = process?.tasks[0];
  if (process?.state !== 'alive' || first === undefined) return;
  prepare(draft, id, signal);
  if (isDropped(draft, draft.task(first), signal)) return;
  draft.setProcess(id, { pending: queued(draft.process(id).pending, signal, info) });
}

/** Sends a signal to one thread. */
export function sendToTask(draft: Draft, id: TaskId, signal: number, info: SignalInfo): void {
  const task = draft.tasks.get(id);
  if (task === undefined) return;
  prepare(draft, task.process, signal);
  if (isDropped(draft, draft.task(id), signal)) return;
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

/** The process is stopped by `signal`; each thread stops on its way back to user mode. */
export function stopProcess(draft: Draft, id: ProcessId, signal: number): void {
  draft.setProcess(id, { stopped: signal, report: { kind: 'stopped', signal } });
  tellParent(draft, id, 'CLD_STOPPED');
}

/** A stopped process goes on; a running one is left alone. */
export function continueProcess(draft: Draft, id: ProcessId): void {
  if (draft.process(id).stopped === undefined) return;
  draft.setProcess(id, { stopped: undefined, report: { kind: 'continued' } });
  tellParent(draft, id, 'CLD_CONTINUED');
}

function tellParent(draft: Draft, id: ProcessId, code: string): void {
  const { parent: parentId } = draft.process(id);
  const first = draft.processes.get(parentId)?.tasks[0];
  if (parentId === INIT || first === undefined) return;
  if ((dispositionOf(draft, draft.task(first), SIGCHLD).flags & SA_NOCLDSTOP) !== 0n) return;
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

/** A signal that is ignored and not blocked is never queued. */
function isDropped(draft: Draft, task: Task, signal: number): boolean {
  const blocked = ((task.mask | (task.savedMask ?? 0n)) & bit(signal)) !== 0n;
  return !blocked && isIgnoring(dispositionOf(draft, task, signal), signal);
}
