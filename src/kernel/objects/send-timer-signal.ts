/**
 * Signals that timers of timer_create send: queued once each, however often the timer expires.
 * From kernel/signal.c: posixtimer_send_sigqueue, posixtimer_sig_unignore; since 6.13.
 */
import { int } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { PosixTimer } from '../timers.js';
import type { PendingSignal, ProcessId, TaskId } from '../world.js';
import { complete, isDropped, prepare } from './signal.js';
import { takerOf, wantsSignal } from './taker.js';
import { changeTimer } from './timer-signals.js';

/**
 * Sends the signal of a timer: queued once, but even where another such signal is pending. An ignored one is set
 * aside if it comes again. `found` is asked first to take it, where it is for the process (posixtimer_send_sigqueue).
 */
export function sendTimerSignal(draft: Draft, id: ProcessId, number: number, found: TaskId): void {
  const timer = draft.process(id).timers.made.get(number);
  if (timer?.event.kind !== 'signal') return;
  const { signal, thread = found } = timer.event;
  if (timer.event.thread !== undefined && !draft.tasks.has(thread)) return;
  prepare(draft, id, signal);
  const isQueued = pendingIn(draft, id).some((one) => one.timer === number);
  if (isDropped(draft, draft.process(id), thread, signal, { forced: false })) {
    const aside = timer.sent.periodic ? (timer.setAside ?? draft.freshId()) : undefined;
    if (!isQueued) changeTimer(draft, id, { ...timer, setAside: aside });
    return;
  }
  if (isQueued) return;
  changeTimer(draft, id, { ...timer, setAside: undefined });
  queueTimerSignal(draft, id, timer, found);
}

/** What timers sent while it was ignored comes now, the latest first (posixtimer_sig_unignore). */
export function sendWhatWasSetAside(draft: Draft, id: ProcessId, signal: number, setter: TaskId): void {
  const waiting = [...draft.process(id).timers.made.values()]
    .filter(
      ({ event, setAside }) => setAside !== undefined && event.kind === 'signal' && event.signal === signal,
    )
    .sort((a, b) => (b.setAside ?? 0) - (a.setAside ?? 0));
  for (const timer of waiting) {
    changeTimer(draft, id, { ...timer, setAside: undefined });
    queueTimerSignal(draft, id, timer, setter);
  }
}

function queueTimerSignal(
  draft: Draft,
  id: ProcessId,
  { id: number, event }: PosixTimer,
  found: TaskId,
): void {
  if (event.kind !== 'signal') return;
  const { signal, value, thread } = event;
  const info = { code: 'SI_TIMER', timer: int(number), overrun: int(0), value: int(value) };
  const one = { signal, info, timer: number };
  if (thread === undefined) {
    const taker = takerOf(draft, draft.process(id), found, signal);
    draft.setProcess(id, { pending: [...draft.process(id).pending, { ...one, taker }] });
    complete(draft, id, taker, signal);
  } else if (draft.tasks.has(thread)) {
    const taker = wantsSignal(draft, thread, signal) ? thread : undefined;
    draft.setTask(thread, { pending: [...draft.task(thread).pending, one] });
    complete(draft, id, taker, signal);
  }
}

function pendingIn(draft: Draft, id: ProcessId): readonly PendingSignal[] {
  const { pending, tasks } = draft.process(id);
  return [...pending, ...tasks.flatMap((task) => draft.task(task).pending)];
}
