/** The reference kernel as the other rooms see it: an initial world, and a pure step. */
import type { ActorName, Call, ClauseId, Event, Machine, NumberKey, Value } from '../abi/index.js';
import type { Survey } from './survey.js';
import type { World } from './world.js';

/** What a step asks of the kernel. */
export type KernelAction =
  | { readonly kind: 'call'; readonly actor: ActorName; readonly call: Call; readonly spawns?: ActorName }
  | { readonly kind: 'look'; readonly actor: ActorName; readonly file: string };

/** One thing that Linux may do. */
export interface Outcome {
  readonly world: World;
  /** What would be seen, in canonical order. */
  readonly events: readonly Event[];
  /** The clauses that fired, without repetition. */
  readonly clauses: readonly ClauseId[];
  /** Set where the text leaves open what happens next: nothing after this is judged. */
  readonly unspecified?: { readonly clause: ClauseId; readonly reason: string };
  /** Set where another refusal than the first was answered (`precedence`). */
  readonly precedence?: { readonly clause: ClauseId };
}

/** What the kernel knows of a process that /proc shows: format, then field of its grammar, then value. */
export type ProcFacts = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** Settings that a kernel starts from. */
export interface KernelSetting extends Machine {
  readonly profile: string;
}

export interface Kernel {
  /** The world in which actor A alone exists. The same object for the same setting. */
  initial(setting: KernelSetting): World;
  /**
   * Everything that Linux may do when `action` is asked in `world`, all actors at rest before and after.
   * Pure: the same world and action give the same outcomes. Throws ModelBug only.
   */
  step(world: World, action: KernelAction): readonly Outcome[];
  /**
   * The outcomes in which another refusal that holds as well is answered than the first that Linux tries;
   * each has `precedence` set. What a kernel does that has only chosen otherwise.
   */
  otherRefusals(world: World, action: KernelAction): readonly Outcome[];
  /** What /proc shows of the actor's process, as far as the model knows it; nothing if it is gone. */
  procFacts(world: World, actor: ActorName): ProcFacts | undefined;
  /** True while a number that an actor was born with is taken: by itself, by what is named after it, or by a later one. */
  holdsNumber(world: World, key: NumberKey): boolean;
  /** True while somebody is sent that signal (`SIGUSR1`) and nobody has taken it. */
  isPending(world: World, signal: string): boolean;
  /** Who there is in `world` and what they hold, for the generator to choose from. Cheap: asked at every step. */
  survey(world: World): Survey;
}

export { ModelBug } from './draft.js';
