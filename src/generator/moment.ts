/** What a choice can look at: the moment before a step. */
import type { AbiTable, Signature, Value } from '../abi/index.js';
import type { SurveyedActor } from '../kernel/index.js';

export interface Moment {
  readonly abi: AbiTable;
  /** Who will act. */
  readonly actor: SurveyedActor;
  /** Everyone who has begun, the acting one included. */
  readonly actors: readonly SurveyedActor[];
  readonly signature: Signature;
  /** The arguments of this call that are chosen already, in the order of the signature. */
  readonly chosen: readonly Value[];
}
