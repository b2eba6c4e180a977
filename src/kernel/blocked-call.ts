/** A call that sleeps, and what a thread brings back to user mode from one. */
import type { ActorName, Call, Value } from '../abi/index.js';
import type { FileId, PidId } from './ids.js';

/** A call that sleeps: the call itself, and how far it came. */
export interface BlockedCall {
  readonly call: Call;
  readonly spawns?: ActorName;
  /** What its text keeps while it sleeps: `done`, and what `enter` named. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** No signal ends its sleep but one that kills (TASK_KILLABLE): its text says nothing of being interrupted. */
  readonly deep: boolean;
  /** A signal has come that it will look at once it goes on (TIF_SIGPENDING). */
  readonly alerted?: true;
  /** The descriptor that it works on, and the description behind it when the call was made. */
  readonly held?: Held | undefined;
  /** The caller's process group when it fell asleep: who waits for group 0 means this one until the call is over. */
  readonly group?: PidId;
  /** It has begun to wait: where its text says `resumes` it goes on from there. */
  readonly entered: boolean;
}

/** A descriptor of a sleeping call: it means this description until the call is over. */
export interface Held {
  readonly fd: number;
  readonly file: FileId;
}

/** What a thread brings back to user mode from the kernel. */
export type WayBack =
  /** Nothing: it was in user mode (idle). */
  | { readonly kind: 'nothing' }
  /** The beginning of a new program. */
  | { readonly kind: 'image' }
  /** The end of a call. */
  | { readonly kind: 'returns'; readonly call: Call; readonly answer: Answer }
  /** A call that begins anew once the handlers have run. */
  | { readonly kind: 'again'; readonly blocked: BlockedCall }
  /** A call that a signal cut short, with its restart class still to be decided. */
  | {
      readonly kind: 'cut';
      readonly blocked: BlockedCall;
      readonly restart: Restart;
    };

/** What becomes of a call that a signal cut short (ERESTARTSYS and its kin). */
export type Restart = 'sys' | 'nohand' | 'block' | 'nointr' | 'never';

/** A call's answer inside the kernel. */
export interface Answer {
  readonly result:
    { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'errno'; readonly errno: string };
  readonly outputs: readonly Value[];
}
