/**
 * What comes with a signal, by its sender (siginfo).
 * From kernel/signal.c: prepare_kill_siginfo, do_notify_parent, do_notify_parent_cldstop.
 */
import { actor, int, names, signalName, type SignalInfo, type Value } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { ExitStatus, ProcessId, TaskId } from '../world.js';

/** From a thread that sent it: which process it belongs to, and its real user. */
export function sentBy(draft: Draft, sender: TaskId, code: string): SignalInfo {
  return { code, pid: actor(draft.task(sender).process), uid: userOf() };
}

/** The end of a child. Its status is that of its first thread. */
export function childEnded(id: ProcessId, exit: ExitStatus): SignalInfo {
  if (exit.kind === 'exited') return childInfo(id, 'CLD_EXITED', int(exit.code));
  return childInfo(id, exit.dumped ? 'CLD_DUMPED' : 'CLD_KILLED', signalValue(exit.signal));
}

/** A child stopped or goes on, by that signal; 0 where it goes on before all of it had stopped. */
export function childChanged(
  id: ProcessId,
  code: 'CLD_STOPPED' | 'CLD_CONTINUED',
  signal: number,
): SignalInfo {
  return childInfo(id, code, signalValue(signal));
}

function childInfo(id: ProcessId, code: string, status: Value): SignalInfo {
  return { code, pid: actor(id), uid: userOf(), status };
}

function userOf(): Value {
  return int(0);
}

function signalValue(signal: number): Value {
  const name = signalName(signal);
  return name === undefined ? int(signal) : names(name);
}
