/** What lowering must know besides the call. */
import type { AbiTable, ActorName, Arch } from '../abi/index.js';

export interface LowerContext {
  readonly abi: AbiTable;
  readonly arch: Arch;
  /** The slot of an actor. */
  readonly slotOf: (actor: ActorName) => number;
}
