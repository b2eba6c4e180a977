/**
 * What becomes of the signals that timers send: they are taken, they are void, they are set aside.
 *
 * From kernel/time/posix-timers.c (posixtimer_deliver_signal) and kernel/signal.c (posixtimer_rearm_itimer,
 * posixtimer_sig_ignore) since 6.13; how earlier kernels differ, the text leaves open.
 */
import type { Draft } from '../draft.js';
import type { PosixTimer } from '../timers.js';
import type { PendingSignal, ProcessId } from '../world.js';
import { SIGALRM } from './signal-set.js';

/** True for the signal of a timer that was deleted, or set anew, since it was sent: whoever takes it drops it. */
export function isVoid(draft: Draft, id: ProcessId, { timer: number }: PendingSignal): boolean {
  if (number === undefined) return false;
  const timer = draft.process(id).timers.made.get(number);
  return timer === undefined || timer.era !== timer.sent.era;
}

/** A signal was taken: the timer that sent it goes on, if it has an interval. */
export function noteTaken(draft: Draft, id: ProcessId, one: PendingSignal, shared: boolean): void {
  if (shared && one.signal === SIGALRM) rearmAlarm(draft, id);
  const timer = one.timer === undefined ? undefined : draft.process(id).timers.made.get(one.timer);
  if (timer?.status !== 'requeue') return;
  changeTimer(draft, id, { ...timer, status: 'armed', expiry: 'far', era: timer.era + 1 });
}

/** Signals were thrown away unread: a timer with an interval waits until its signal is not ignored any more. */
export function setAside(draft: Draft, id: ProcessId, thrown: readonly PendingSignal[]): void {
  for (const { timer: number } of thrown) {
    const timer = number === undefined ? undefined : draft.process(id).timers.made.get(number);
    if (timer?.sent.periodic) changeTimer(draft, id, { ...timer, setAside: draft.freshId() });
  }
}

/** Puts a timer's new state in place of its old one. */
export function changeTimer(draft: Draft, id: ProcessId, timer: PosixTimer): void {
  const { timers } = draft.process(id);
  draft.setProcess(id, { timers: { ...timers, made: timers.made.set(timer.id, timer) } });
}

/** Any SIGALRM to the process will do, whoever sent it. */
function rearmAlarm(draft: Draft, id: ProcessId): void {
  const { timers } = draft.process(id);
  const { real } = timers.interval;
  if (real.interval === 0n || real.armed) return;
  const interval = { ...timers.interval, real: { ...real, armed: true } };
  draft.setProcess(id, { timers: { ...timers, interval } });
}
