/** Signals, as parts of the world: those that wait, what is done with them, and handlers that shall run. */
import type { Map as ImmutableMap } from 'immutable';
import type { SignalInfo, Value } from '../abi/index.js';
import type { TaskId } from './ids.js';

/** A signal that waits to be delivered. */
export interface PendingSignal {
  readonly signal: number;
  readonly info: SignalInfo;
  /** The timer of timer_create that sent it. */
  readonly timer?: number;
  /** Of a signal to a whole process: the thread that was woken to take it. */
  readonly taker?: TaskId | undefined;
  /** The user against whose RLIMIT_SIGPENDING it counts; nothing for one that was not queued: it has lost its siginfo. */
  readonly charged?: number | undefined;
}

/** What a process does with a signal. */
export interface Disposition {
  readonly action: 'default' | 'ignore' | 'handler';
  readonly flags: bigint;
  readonly mask: bigint;
}

/** The dispositions a process (or tasks that share them) has; a signal that is not in the table has the default one. */
export interface SignalHandlers {
  readonly refs: number;
  readonly table: ImmutableMap<number, Disposition>;
}

/** A handler that shall run: a signal frame on the thread's stack, and the mask to return to after it. */
export interface Frame {
  readonly signal: number;
  readonly info: SignalInfo;
  readonly mask: bigint;
  /** The flags of its disposition when it was delivered. */
  readonly flags: bigint;
  /** It lies on the alternate stack. */
  readonly altstack: boolean;
}

/** Where a thread's handlers run that ask for it (sigaltstack); of size 0 while there is none. */
export interface AltStack {
  /** Its lowest address, as a place or a number. */
  readonly at: Value;
  readonly flags: bigint;
  readonly size: bigint;
}
