/** Timers that expire within the step: before the call that set them comes back, or after it. Linux does not say. */
import type { Draft } from '../draft.js';
import type { DueTimer } from '../timers.js';
import type { ProcessId } from '../world.js';
import { sendTimerSignal } from './send-timer-signal.js';
import { sendToProcess } from './signal.js';
import { SIGALRM } from './signal-set.js';
import { changeTimer } from './timer-signals.js';

/** Lets a timer expire now, while its call is under way, or when everything else has come to rest. */
export function expireSoon(draft: Draft, due: DueTimer): void {
  if (draft.choose(2) === 0) draft.due.push(due);
  else expire(draft, due);
}

/** Lets the next timer that is due expire. False where none is. */
export function expireNext(draft: Draft): boolean {
  const due = draft.due.shift();
  if (due !== undefined) expire(draft, due);
  return due !== undefined;
}

/** A process that has ended meanwhile has no timers. */
function expire(draft: Draft, due: DueTimer): void {
  if (draft.processes.get(due.process)?.state !== 'alive') return;
  if (due.timer === 'real') sendToProcess(draft, due.process, SIGALRM, { code: 'SI_KERNEL' });
  else expirePosixTimer(draft, due.process, due.timer, due.setter);
}

/** A timer of timer_create has expired: it sends its signal, and waits with its interval until that is taken. */
function expirePosixTimer(draft: Draft, id: ProcessId, number: number, setter: DueTimer['setter']): void {
  const timer = draft.process(id).timers.made.get(number);
  if (timer === undefined) return;
  const periodic = timer.interval !== 0n;
  const sent = { era: timer.era, periodic };
  changeTimer(draft, id, { ...timer, status: periodic ? 'requeue' : 'disarmed', expiry: 'passed', sent });
  // The thread that runs when the timer expires is asked first: the one that set it, if it still runs.
  const { leader } = draft.process(id);
  const found = [leader, setter].filter((one, at, all) => all.indexOf(one) === at);
  sendTimerSignal(draft, id, number, found[draft.choose(found.length)] ?? leader);
}
