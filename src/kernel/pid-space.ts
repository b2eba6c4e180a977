/** PID namespaces below that of the scenario, as rows of the world. What becomes of them: objects/pid-space.ts. */
import type { Set as ImmutableSet } from 'immutable';
import type { ActorName } from '../abi/index.js';
import type { PidSpaceId } from './ids.js';

export interface PidSpace {
  /** The namespace around it. */
  readonly parent: PidSpaceId;
  /** Everybody who was ever born with a number in it, its init first; those in namespaces below it too. */
  readonly members: ImmutableSet<ActorName>;
}
