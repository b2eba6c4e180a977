/** The ways in which a signal can end a wait, in the order in which they are tried. */
import type { Interruption, Waits } from './types.js';

/** All of a wait's; none where only a fatal signal ends it. */
export function interruptionsOf({ interrupted }: Waits): readonly Interruption[] {
  const found: Interruption[] = [];
  for (let one = interrupted; one !== undefined; one = one.otherwise) found.push(one);
  return found;
}
