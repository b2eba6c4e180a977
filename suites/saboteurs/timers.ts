/** Saboteurs of time: sleeps, timers, and signals that are waited for. */
import type { SignalSet } from '../../src/spec/index.js';
import { real } from './descriptors.js';
import { clumsy, type Context, type Saboteur } from './saboteur.js';

export const TIMERS: readonly Saboteur[] = [
  clumsy(
    {
      name: 'short-sleeps-are-long',
      fault: 'A sleep of a moment goes on for ever.',
      breaks: 'nanosleep/slept',
    },
    (words) => ({ ...words, passes_at_once: (time: bigint) => time === 0n }),
  ),
  clumsy(
    {
      name: 'long-times-are-short',
      fault: 'Many seconds pass at once.',
      breaks: 'timer_settime/armed',
    },
    (words) => ({ ...words, passes_at_once: () => true }),
  ),
  clumsy(
    {
      name: 'alarms-stay-silent',
      fault: 'The timer of real time expires, and nobody hears of it.',
      breaks: 'setitimer/expires',
    },
    (words, context) => ({
      ...words,
      set_interval_timer: (...args: unknown[]) => {
        const { pending } = processOf(context);
        const done = real(words, 'set_interval_timer')(...args);
        context.draft.due.length = 0;
        context.draft.setProcess(processOf(context).id, { pending });
        return done;
      },
    }),
  ),
  clumsy(
    {
      name: 'intervals-are-forgotten',
      fault: 'A timer of processor time keeps no interval.',
      breaks: 'getitimer/told',
    },
    (words) => ({
      ...words,
      set_interval_timer: (which: bigint, value: bigint) =>
        real(words, 'set_interval_timer')(which, value, 0n),
    }),
  ),
  clumsy(
    {
      name: 'time-is-never-up',
      fault: 'A process works for as long as it likes, whatever RLIMIT_CPU says.',
      breaks: 'spin/over-soft-limit',
    },
    (words) => ({ ...words, limit_reached: () => 'none' }),
  ),
  clumsy(
    {
      name: 'exec-keeps-timers',
      fault: 'execve leaves the timers of timer_create as they are.',
      breaks: 'timer_delete/no-timer',
    },
    (words) => ({ ...words, delete_timers: () => true }),
  ),
  clumsy(
    {
      name: 'numbers-of-timers-come-again',
      fault: 'A timer gets the lowest number that is free.',
      breaks: 'timer_create/made',
    },
    (words, context) => ({
      ...words,
      new_timer_number: () => {
        const { made } = processOf(context).timers;
        let lowest = 0;
        while (made.has(lowest)) lowest++;
        return BigInt(lowest);
      },
    }),
  ),
  clumsy(
    {
      name: 'awaited-signals-stay',
      fault: 'A signal that was waited for is pending still.',
      breaks: 'rt_sigtimedwait/timed-out',
    },
    (words, context) => ({
      ...words,
      take_awaited: (set: SignalSet) => {
        const { pending } = processOf(context);
        const taken = real(words, 'take_awaited')(set);
        context.draft.setProcess(processOf(context).id, { pending });
        return taken;
      },
    }),
  ),
];

function processOf({ draft, task }: Context) {
  return draft.process(draft.task(task).process);
}
