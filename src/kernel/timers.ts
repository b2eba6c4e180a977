/**
 * The timers of a process, as a row of the world.
 *
 * Nothing counts down here: a scenario has no clock. What is armed is so far away that nobody sees it expire; what
 * is short has expired with the step that set it.
 */
import { Map as ImmutableMap } from 'immutable';
import type { ActorName } from '../abi/index.js';

/** The three timers that setitimer sets. */
export type IntervalTimerName = 'real' | 'virtual' | 'prof';

/** One of them: whether it will expire one day, and the nanoseconds between expirations. */
export interface IntervalTimer {
  readonly armed: boolean;
  readonly interval: bigint;
}

/** How a timer of timer_create tells that it has expired. */
export type TimerEvent =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'signal';
      readonly signal: number;
      readonly value: bigint;
      /** The thread that gets it; nothing where it is for the process. */
      readonly thread?: ActorName;
    };

/** A timer that timer_create made (struct k_itimer). */
export interface PosixTimer {
  readonly id: number;
  readonly clock: bigint;
  /** The user against whose RLIMIT_SIGPENDING its signal counts, sent or not. */
  readonly charged: number;
  /** The thread whose processor time it measures. */
  readonly measured?: ActorName;
  readonly event: TimerEvent;
  readonly interval: bigint;
  /** `requeue`: it has expired, and goes on when its signal is taken. */
  readonly status: 'disarmed' | 'armed' | 'requeue';
  /** When it expires. One that tells nobody keeps this while it is disarmed. */
  readonly expiry: 'unset' | 'passed' | 'far';
  /** Counts what makes older signals void: settings, and signals that were taken. */
  readonly era: number;
  /** The era of the signal that it sent last, and whether the timer had an interval then. */
  readonly sent: { readonly era: number; readonly periodic: boolean };
  /** Its signal was ignored, and is sent when that changes; the later it was set aside, the greater the number. */
  readonly setAside?: number | undefined;
}

export interface Timers {
  readonly interval: Readonly<Record<IntervalTimerName, IntervalTimer>>;
  readonly made: ImmutableMap<number, PosixTimer>;
  /** The number of the next one. */
  readonly next: number;
}

const OFF: IntervalTimer = { armed: false, interval: 0n };

/** The timers of a new process. */
export const NO_TIMERS: Timers = {
  interval: { real: OFF, virtual: OFF, prof: OFF },
  made: ImmutableMap(),
  next: 0,
};

/** A timer that expires before the step is over. */
export interface DueTimer {
  readonly process: ActorName;
  readonly timer: 'real' | number;
  /** The thread that set it. */
  readonly setter: ActorName;
}
