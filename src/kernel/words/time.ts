/** What the words about time do: see src/spec/words/time.ts. */
import { ANY, SIGRTMAX, struct, type AbiTable, type Value } from '../../abi/index.js';
import type { Memory, TimeWord } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { signalExcess } from '../objects/crowd.js';
import { timeUntil } from '../objects/clock.js';
import {
  isValid,
  lengthOf,
  neverPasses,
  passesAtOnce,
  settingIn,
  settingValue,
} from '../objects/duration.js';
import { setIntervalTimer } from '../objects/interval-timers.js';
import { ownerOf, processOf, taskOf } from '../objects/pid.js';
import {
  bringUpToDate,
  deleteTimer,
  deleteTimers,
  isOrphan,
  isRunning,
  makeTimer,
  setTimer,
  takeTimerNumber,
} from '../objects/posix-timers.js';
import { SIGALRM } from '../objects/signal-set.js';
import type { IntervalTimerName, PosixTimer, TimerEvent } from '../timers.js';
import type { Process, TaskId } from '../world.js';

/** The implementations, over the context of one kernel. */
export function timeWords(context: Context, abi: AbiTable): Record<TimeWord, (...args: never[]) => unknown> {
  return {
    ...durationWords(context, abi),
    ...intervalTimerWords(context),
    ...timerWords(context, abi),
    ...timerStateWords(context),
  };
}

function durationWords(context: Context, abi: AbiTable) {
  const setting = (memory: Memory) => settingIn(context, abi, memory);
  return {
    is_valid_duration: (memory: Memory) => {
      const { value, interval } = setting(memory);
      return isValid(value) && isValid(interval);
    },
    duration_of: (memory: Memory) => lengthOf(setting(memory).value),
    interval_of: (memory: Memory) => lengthOf(setting(memory).interval),
    passes_at_once: passesAtOnce,
    expires_before_sleep: () => context.draft.choose(2) === 1,
    never_passes: neverPasses,
    time_until: timeUntil,
    time_left: () => struct({ sec: ANY, nsec: ANY }),
  };
}

const INTERVAL_TIMERS: readonly IntervalTimerName[] = ['real', 'virtual', 'prof'];

function intervalTimerWords(context: Context) {
  const timer = (name: IntervalTimerName) => callerOf(context).timers.interval[name];
  return {
    alarm_left: () => (timer('real').armed ? ANY : 0n),
    interval_timer: (which: bigint) => {
      const { interval, armed } = timer(nameOf(which));
      return settingValue(interval, armed, 'usec');
    },
    set_interval_timer: (which: bigint, value: bigint, interval: bigint) => {
      setIntervalTimer(context.draft, context.task, nameOf(which), { value, interval });
      return true;
    },
  };
}

function timerWords(context: Context, abi: AbiTable) {
  return {
    lacks_room_for_timer: (how: string) =>
      signalExcess(context.draft, { process: callerOf(context).id, task: context.task }) === how,
    is_good_event: (event: Memory) => eventIn(context, abi, event) !== undefined,
    new_timer_number: () => BigInt(takeTimerNumber(context.draft, callerOf(context).id)),
    make_timer: (number: bigint, clock: bigint, memory: Memory) => {
      const event: TimerEvent | undefined =
        memory.place === 'null'
          ? { kind: 'signal', signal: SIGALRM, value: number }
          : eventIn(context, abi, memory);
      if (event === undefined) throw new ModelBug('a timer with a bad event');
      makeTimer(context.draft, context.task, Number(number), clock, event);
      return true;
    },
    set_timer: (number: bigint, absolute: boolean, memory: Memory) => {
      const { value, interval } = settingIn(context, abi, memory);
      const setting = { value: lengthOf(value), interval: lengthOf(interval), absolute };
      setTimer(context.draft, context.task, timerOf(context, number), setting);
      return true;
    },
    delete_timer: (number: bigint) => {
      deleteTimer(context.draft, callerOf(context).id, timerOf(context, number));
      return true;
    },
    delete_timers: () => {
      deleteTimers(context.draft, context.task);
      return true;
    },
  };
}

function timerStateWords(context: Context) {
  return {
    is_timer: (number: bigint) => callerOf(context).timers.made.has(Number(number)),
    clock_of_timer: (number: bigint) => timerOf(context, number).clock,
    measures_a_dead_thread: (number: bigint) => isOrphan(context.draft, timerOf(context, number)),
    has_signal_under_way: (number: bigint) => {
      const { pending, tasks } = callerOf(context);
      const own = tasks.flatMap((task) => context.draft.task(task).pending);
      return [...pending, ...own].some(({ timer }) => timer === Number(number));
    },
    timer_setting: (number: bigint) => {
      const timer = timerOf(context, number);
      const interval = isOrphan(context.draft, timer) ? 0n : timer.interval;
      return settingValue(interval, isRunning(context.draft, timer), 'nsec');
    },
    bring_timer_up_to_date: (number: bigint) => {
      bringUpToDate(context.draft, callerOf(context).id, timerOf(context, number));
      return true;
    },
  };
}

function callerOf({ draft, task }: Context): Process {
  return draft.process(draft.task(task).process);
}

function nameOf(which: bigint): IntervalTimerName {
  return INTERVAL_TIMERS[Number(which)] ?? missing(`interval timer ${which}`);
}

function timerOf(context: Context, number: bigint): PosixTimer {
  return callerOf(context).timers.made.get(Number(number)) ?? missing(`timer ${number}`);
}

function missing(what: string): never {
  throw new ModelBug(`there is no ${what}`);
}

const SIGEV_SIGNAL = 0n;
const SIGEV_NONE = 1n;
const SIGEV_THREAD = 2n;
const SIGEV_THREAD_ID = 4n;

/** The struct sigevent that stands there; nothing where it makes no sense (good_sigevent). */
function eventIn(context: Context, abi: AbiTable, memory: Memory): TimerEvent | undefined {
  const fields = memory.value?.kind === 'struct' ? memory.value.fields : {};
  const field = (name: string): bigint => numberIn(context, abi, fields[name]);
  const notify = memory.place === 'valid' ? field('notify') : memory.place === 'read-only' ? 0n : -1n;
  if (notify === SIGEV_NONE) return { kind: 'none' };
  const signal = Number(field('signo'));
  if (signal < 1 || signal > SIGRTMAX) return undefined;
  const event = { kind: 'signal', signal, value: BigInt.asIntN(64, field('value')) } as const;
  if (notify === SIGEV_SIGNAL || notify === SIGEV_THREAD) return event;
  const thread = notify === SIGEV_THREAD_ID ? ownThread(context, field('tid')) : undefined;
  return thread === undefined ? undefined : { ...event, thread };
}

/** The thread of the caller's process with that TID. A first thread that has ended is one, but takes no signal any more. */
function ownThread(context: Context, tid: bigint): TaskId | undefined {
  const { id, leader } = callerOf(context);
  const owner = ownerOf(context.draft, tid, id);
  if (owner === undefined || processOf(context.draft, owner) !== id) return undefined;
  return taskOf(context.draft, owner) ?? leader;
}

function numberIn(context: Context, abi: AbiTable, value: Value | undefined): bigint {
  return value === undefined ? 0n : integerOf(context, abi, value);
}
