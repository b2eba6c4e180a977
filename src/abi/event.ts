/**
 * Events: everything that can be seen of one step of a scenario, once every actor is at rest again.
 *
 * The order of events of one actor means something; the order between actors does not. `sortEvents` gives
 * the canonical order (by actor, each actor's own order kept), and everyone who makes events uses it.
 */
import type { Result } from './call.js';
import type { ActorName, Bytes, Value } from './value.js';

/**
 * What a handler was told: siginfo, as far as Linux defines it for that sender. Observed is every field that the code
 * has (siginfo.ts); a field that a model or an example does not speak of is not compared.
 */
export interface SignalInfo {
  /** si_code by name: `SI_USER`, `SI_TKILL`, `SI_KERNEL`, `CLD_EXITED`, ... */
  readonly code: string;
  /** Who sent it, or which child it is about: an actor, 0, or 1 (the scenario's init). */
  readonly pid?: Value;
  readonly uid?: Value;
  /** The exit status of the child, or the signal that ended, stopped or continued it. */
  readonly status?: Value;
  /** Which POSIX timer ended, and how often besides the first time. */
  readonly timer?: Value;
  readonly overrun?: Value;
  /** What the sender, or who made the timer, gave with it: 64 bits. */
  readonly value?: Value;
  readonly band?: Value;
  readonly fd?: Value;
  /** Only where it is not 0. */
  readonly errno?: Value;
}

export type Event =
  /** The actor's call came back. `outputs`: one value for each out argument in valid memory, in signature order. */
  | {
      readonly kind: 'returned';
      readonly actor: ActorName;
      readonly call: string;
      readonly result: Result;
      readonly outputs: readonly Value[];
    }
  /** The actor's call of this step sleeps in the kernel. */
  | { readonly kind: 'blocked'; readonly actor: ActorName }
  /** The step was for an actor that is not idle: nothing was dispatched. */
  | { readonly kind: 'busy'; readonly actor: ActorName }
  /** A signal handler ran in the actor, from its first to its last instruction. */
  | {
      readonly kind: 'handler';
      readonly actor: ActorName;
      readonly signal: string;
      readonly info: SignalInfo;
      /** It ran on the alternate stack. */
      readonly altstack?: true;
    }
  /** The actor exists (made by this step) and is idle. */
  | { readonly kind: 'began'; readonly actor: ActorName }
  /** The actor runs a new image: execve succeeded. `argv` as the new image was given it. */
  | { readonly kind: 'image'; readonly actor: ActorName; readonly argv: readonly Bytes[] }
  /** The actor's process stopped, or goes on. */
  | { readonly kind: 'stopped'; readonly actor: ActorName }
  | { readonly kind: 'continued'; readonly actor: ActorName }
  /** The actor's task ended: it is a zombie, or there is nothing left of it. */
  | { readonly kind: 'ended'; readonly actor: ActorName; readonly as: 'zombie' | 'gone' }
  /** Answer of a `look`: the text of a /proc file of the actor's process, or the errno of reading it. */
  | {
      readonly kind: 'seen';
      readonly actor: ActorName;
      readonly file: string;
      readonly text: Bytes;
      readonly errno?: string;
    };

export type EventKind = Event['kind'];

/** The canonical order: by actor, in the order given within an actor. */
export function sortEvents(events: readonly Event[]): Event[] {
  return [...events].sort((a, b) => compareActors(a.actor, b.actor));
}

function compareActors(a: ActorName, b: ActorName): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
