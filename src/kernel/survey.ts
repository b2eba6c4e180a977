/** What the generator may ask of a world: who there is and what they hold. Never used to judge. */
import type { ActorName } from '../abi/index.js';

/** One descriptor that is open in an actor's process. */
export interface SurveyedDescriptor {
  readonly fd: number;
  /** The file kind of spec/files that it refers to: `pipe`, `regular`, ... */
  readonly kind: string;
  readonly readable: boolean;
  readonly writable: boolean;
  readonly cloexec: boolean;
}

/** One actor that has begun. */
export interface SurveyedActor {
  readonly name: ActorName;
  /** `blocked`: in a call of the scenario. `zombie`: ended, not reaped. `gone`: nothing is left of it. */
  readonly state: 'idle' | 'blocked' | 'stopped' | 'zombie' | 'gone';
  /** The actor that leads the process (itself, for a process with one thread). */
  readonly leader: ActorName;
  /** In ascending order of fd; empty for an actor that has ended. */
  readonly descriptors: readonly SurveyedDescriptor[];
  /** Actors whose process is a child of this actor's process, zombies included. */
  readonly children: readonly ActorName[];
  /** False where a new actor could not be told apart or held (limits of the model). */
  readonly canFork: boolean;
}

/** All actors that have begun, by name. */
export interface Survey {
  readonly actors: readonly SurveyedActor[];
}
