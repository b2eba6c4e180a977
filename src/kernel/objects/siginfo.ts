/**
 * What comes with a signal, by its sender (siginfo).
 * From kernel/signal.c: prepare_kill_siginfo, do_notify_parent, do_notify_parent_cldstop.
 */
import { int, names, signalName, type SignalInfo, type Value } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { ProcessId, Task, TaskId } from '../world.js';
import { numberValue } from './pid.js';
import { firstThread, identityOf } from './standing.js';

/** From a thread that sent it: which process it belongs to, and its real user. */
export function sentBy(draft: Draft, sender: TaskId, code: string): SignalInfo {
  return {
    code,
    pid: numberValue(draft, draft.task(sender).process, draft.task(sender).process),
    uid: userOf(draft.task(sender)),
  };
}

/** A child stopped or goes on, by that signal; 0 where it goes on before all of it had stopped. */
export function childChanged(
  draft: Draft,
  id: ProcessId,
  code: 'CLD_STOPPED' | 'CLD_CONTINUED',
  signal: number,
): SignalInfo {
  const pid = numberValue(draft, id, draft.process(id).parent);
  return { code, pid, uid: userOfProcess(draft, id), status: signalValue(signal) };
}

/** The death of the process that made the one which is `told`. */
export function parentEnded(draft: Draft, id: ProcessId, told: ProcessId): SignalInfo {
  return {
    code: 'SI_USER',
    pid: numberValue(draft, id, told),
    uid: userOfProcess(draft, id),
  };
}

/** The real user of a process: that of its first thread. */
export function userOfProcess(draft: Draft, id: ProcessId): Value {
  return userOf({ identity: identityOf(draft, firstThread(draft, id)) });
}

function userOf({ identity }: Pick<Task, 'identity'>): Value {
  return int(identity.credentials.users.real);
}

function signalValue(signal: number): Value {
  const name = signalName(signal);
  return name === undefined ? int(signal) : names(name);
}
