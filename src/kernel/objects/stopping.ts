/**
 * What stops and continues a process; whom that is told is in stop-news.ts.
 * From kernel/signal.c: do_signal_stop, prepare_signal.
 */
import type { Draft } from '../draft.js';
import type { ProcessId } from '../world.js';
import { childChanged } from './siginfo.js';
import { SIGCONT } from './signal-set.js';

/** The process is stopped by `signal`: each thread stops on its way back to user mode. */
export function stopProcess(draft: Draft, id: ProcessId, signal: number): void {
  const { pending } = draft.process(id);
  draft.setProcess(id, {
    stopped: signal,
    pending: pending.map((one) => ({ ...one, taker: undefined })),
  });
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

/** True where each of its threads has stopped. */
export function allStopped(draft: Draft, id: ProcessId): boolean {
  return draft.process(id).tasks.every((task) => draft.task(task).stopped !== undefined);
}
