/** A scenario and what was observed of it: plain data, no behaviour. */
import type { ActorName, Call, Event } from '../abi/index.js';

/** Where a scenario runs. */
export interface Setting {
  /** The profile of spec/profiles that says what the kernel has: `linux-6.18`. */
  readonly profile: string;
}

/** The profile of a scenario whose text names none: the newest that spec/ describes. */
export const DEFAULT_PROFILE = 'linux-6.18';

/** The actor that exists when a scenario begins: the only child of the scenario's init. */
export const FIRST_ACTOR: ActorName = 'A';

/** What is asked in one step. */
export type Action =
  /** The actor makes a call. `spawns` names the actor that a success makes (`fork() = B`). */
  | { readonly kind: 'call'; readonly actor: ActorName; readonly call: Call; readonly spawns?: ActorName }
  /** The scenario's init reads /proc/PID/<file> of the actor's process (`B: look status`). */
  | { readonly kind: 'look'; readonly actor: ActorName; readonly file: string };

/** One step: what is asked, and, in a saved scenario, what shall be seen (in canonical order). */
export interface Step {
  readonly action: Action;
  /** All events of the step; absent: nothing is expected of it. */
  readonly expect?: readonly Event[];
}

export interface Scenario {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

/** What a target saw of a scenario. */
export interface Observation {
  /** One list of events a step, each in canonical order. Shorter than the scenario if it did not end well. */
  readonly steps: readonly (readonly Event[])[];
  /** How the run ended. Everything but `complete` is the machine's or the target's failure, never a verdict. */
  readonly ended:
    | { readonly how: 'complete' }
    /** Step `step` did not come to rest in time. */
    | { readonly how: 'hung'; readonly step: number; readonly detail: string }
    /** The agent or the target died. */
    | { readonly how: 'died'; readonly step: number; readonly detail: string };
}
