/**
 * Senders across PID namespaces: what the receiver of a signal is told of who sent it, and whether it has to obey.
 * From kernel/signal.c: send_signal_locked, sig_task_ignored, get_signal (SIGNAL_UNKILLABLE).
 */
import { int, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { ProcessId } from '../world.js';
import { numberOf, OUTSIDE } from './pid.js';
import { isSpaceInit } from './pid-space.js';
import { SIGKILL, SIGSTOP } from './signal-set.js';
import type { Thread } from './standing.js';

/** What comes with a signal when it has crossed over to its receiver. */
export interface Crossed {
  readonly info: SignalInfo;
  /** The kernel sent it, or somebody whom the receiver cannot see: the init of a PID namespace is not above that. */
  readonly forced: boolean;
}

/** What `from` sent, as the process `to` gets it; without `from` the kernel sent it. */
export function crossed(draft: Draft, info: SignalInfo, to: ProcessId, from: ProcessId | undefined): Crossed {
  if (from === undefined) return { info, forced: info.code === 'SI_KERNEL' };
  if (info.pid === undefined || numberOf(draft, from, to) !== OUTSIDE) return { info, forced: false };
  return { info: { ...info, pid: int(OUTSIDE) }, forced: true };
}

/** The init of a PID namespace gets no signal that it has not asked for, but what can be refused by nobody. */
export function isImmune(draft: Draft, to: ProcessId, signal: number, forced: boolean): boolean {
  return isSpaceInit(draft, to) && !(forced && (signal === SIGKILL || signal === SIGSTOP));
}

/** Linux tells all of a group the same, once it has told one of them who cannot see the sender: in an order of its own. */
export function refuseMixedViews(
  draft: Draft,
  targets: readonly Thread[],
  from: ProcessId,
  signal: number,
): void {
  if (signal === SIGKILL || signal === SIGSTOP) return;
  const seeing = targets.filter(({ process }) => numberOf(draft, from, process) !== OUTSIDE).length;
  if (seeing === 0 || seeing === targets.length) return;
  draft.unspecified = { clause: 'model/senders-out-of-sight', reason: MIXED };
}

const MIXED = 'who is told the sender of a signal to many is open where one of them cannot see it';
