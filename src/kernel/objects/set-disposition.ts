/** Changing what a process does with a signal (kernel/signal.c: do_sigaction). */
import type { Draft } from '../draft.js';
import type { Disposition, TaskId } from '../world.js';
import { dispositionOf, isIgnoring, replaceDisposition } from './disposition.js';
import { sendWhatWasSetAside } from './send-timer-signal.js';
import { forget } from './signal-queue.js';
import { bit } from './signal-set.js';

/** Changes a disposition; a signal that is ignored from now on and pending is forgotten (do_sigaction). */
export function setDisposition(draft: Draft, id: TaskId, signal: number, disposition: Disposition): void {
  const task = draft.task(id);
  const { action: before } = dispositionOf(draft, task, signal);
  replaceDisposition(draft, task, signal, disposition);
  if (isIgnoring(disposition, signal)) forget(draft, task.process, bit(signal));
  else if (before === 'ignore') sendWhatWasSetAside(draft, task.process, signal, id);
}
