/**
 * Queueing a signal: what its sender may say of it as long as the target's user has room (RLIMIT_SIGPENDING).
 * From kernel/signal.c: __send_signal_locked, legacy_queue, sigqueue_alloc, collect_signal.
 */
import { int, SIGRTMIN, type SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { PendingSignal } from '../world.js';
import { signalExcess } from './crowd.js';
import { SIGKILL } from './signal-set.js';
import { identityOf, type Thread } from './standing.js';

/** What is told of a signal for which there was no room. */
const LOST: SignalInfo = { code: 'SI_USER', pid: int(0), uid: int(0) };
const STRANGERS = 'how many signals are queued for the user outside of the scenario decides';

/**
 * The queue with one more signal for the thread: a standard signal is queued once, a real-time signal every time.
 * Without room a standard signal, or one of kill, comes without what its sender said; others are refused (`full`).
 */
export function enqueued(
  draft: Draft,
  target: Thread,
  pending: readonly PendingSignal[],
  signal: number,
  info: SignalInfo,
): readonly PendingSignal[] | 'full' {
  const isStandard = signal < SIGRTMIN;
  if (isStandard && pending.some((one) => one.signal === signal)) return pending;
  if (signal === SIGKILL) return [...pending, { signal, info }];
  const charged = identityOf(draft, target).credentials.users.real;
  const room = isStandard && !isFromUserCode(info) ? 'no' : signalExcess(draft, target);
  if (room === 'perhaps') draft.unspecified = { clause: 'model/signals-of-strangers', reason: STRANGERS };
  if (room !== 'surely') return [...pending.filter((one) => !isLost(one, signal)), { signal, info, charged }];
  if (!isStandard && info.code !== LOST.code) return 'full';
  return pending.some((one) => one.signal === signal) ? pending : [...pending, { signal, info: LOST }];
}

/** Pending, but nowhere queued: the next one that is queued takes its place. */
function isLost({ signal, charged, timer }: PendingSignal, wanted: number): boolean {
  return signal === wanted && charged === undefined && timer === undefined;
}

/** Negative codes: a thread sent it, and not by kill. */
function isFromUserCode({ code }: SignalInfo): boolean {
  return code.startsWith('-') || (code.startsWith('SI_') && code !== 'SI_USER' && code !== 'SI_KERNEL');
}
