/**
 * Timers that timer_create makes: numbered from 0 in each process, kept over nothing: neither fork nor execve.
 *
 * From kernel/time/posix-timers.c since 6.13.
 */
import type { Draft } from '../draft.js';
import type { PosixTimer, TimerEvent } from '../timers.js';
import type { PendingSignal, ProcessId, TaskId } from '../world.js';
import { countsWork, isThreadClock, timeUntil } from './clock.js';
import { expireSoon } from './due.js';
import { passesAtOnce } from './duration.js';
import { changeTimer } from './timer-signals.js';

/** The number of the next timer; it is used up, whatever becomes of the timer. */
export function takeTimerNumber(draft: Draft, id: ProcessId): number {
  const { timers } = draft.process(id);
  draft.setProcess(id, { timers: { ...timers, next: timers.next + 1 } });
  return timers.next;
}

/** Makes a timer of the caller's process. It is not armed. */
export function makeTimer(draft: Draft, maker: TaskId, id: number, clock: bigint, event: TimerEvent): void {
  changeTimer(draft, draft.task(maker).process, {
    id,
    clock,
    charged: draft.task(maker).identity.credentials.users.real,
    event,
    ...(isThreadClock(clock) ? { measured: maker } : {}),
    interval: 0n,
    status: 'disarmed',
    expiry: 'unset',
    era: 1,
    sent: { era: 0, periodic: false },
  });
}

/** Whoever looks at a timer that tells nobody finds it moved on by its interval (common_timer_get). */
export function bringUpToDate(draft: Draft, id: ProcessId, timer: PosixTimer): void {
  if (timer.event.kind !== 'none' || timer.interval === 0n || timer.expiry !== 'passed') return;
  changeTimer(draft, id, { ...timer, expiry: 'far' });
}

/** True where the thread whose processor time the timer measures has ended: nobody learns anything of it any more. */
export function isOrphan(draft: Draft, { measured }: PosixTimer): boolean {
  return measured !== undefined && !draft.tasks.has(measured);
}

/** True where the time until the timer expires is not 0. */
export function isRunning(draft: Draft, timer: PosixTimer): boolean {
  if (isOrphan(draft, timer)) return false;
  return timer.event.kind === 'none' ? timer.expiry === 'far' : timer.status !== 'disarmed';
}

/** Arms a timer of the caller's process, or disarms it with the value 0. Signals that it sent before are void. */
export function setTimer(
  draft: Draft,
  setter: TaskId,
  timer: PosixTimer,
  { value, interval, absolute }: { value: bigint; interval: bigint; absolute: boolean },
): void {
  const { process } = draft.task(setter);
  const set = { ...timer, era: timer.era + 1, interval: value === 0n ? 0n : interval };
  if (value === 0n) {
    // One that tells nobody was never really armed: how far it is from its end is not forgotten.
    const forgets = timer.event.kind !== 'none' || countsWork(timer.clock);
    changeTimer(draft, process, { ...set, status: 'disarmed', ...(forgets ? { expiry: 'unset' } : {}) });
    return;
  }
  const short = passesAtOnce(timeUntil(timer.clock, absolute, value));
  const silent = timer.event.kind === 'none';
  changeTimer(draft, process, {
    ...set,
    status: silent ? 'disarmed' : 'armed',
    expiry: short && silent ? 'passed' : 'far',
  });
  if (short && !silent) expireSoon(draft, { process, timer: timer.id, setter });
}

/** Nothing is left of a timer but a void signal, if it is under way: it counts as one until it is thrown away. */
export function deleteTimer(draft: Draft, id: ProcessId, { id: number, charged }: PosixTimer): void {
  const { timers, tasks, pending } = draft.process(id);
  const orphaned = (one: PendingSignal): PendingSignal => (one.timer === number ? { ...one, charged } : one);
  draft.setProcess(id, {
    timers: { ...timers, made: timers.made.delete(number) },
    pending: pending.map(orphaned),
  });
  for (const task of tasks) draft.setTask(task, { pending: draft.task(task).pending.map(orphaned) });
}

/** execve: no timer is left, and nothing that says it is from one (exit_itimers, flush_itimer_signals). */
export function deleteTimers(draft: Draft, caller: TaskId): void {
  const { process } = draft.task(caller);
  const { timers, pending } = draft.process(process);
  const stays = ({ info }: PendingSignal): boolean => info.code !== 'SI_TIMER';
  draft.setProcess(process, {
    timers: { ...timers, made: timers.made.clear() },
    pending: pending.filter(stays),
  });
  draft.setTask(caller, { pending: draft.task(caller).pending.filter(stays) });
}
