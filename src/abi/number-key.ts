/** A number by whose it was first and where: of one actor each PID namespace that it is in has another. */
import type { ActorName } from './value.js';

/** `B`, or `C@B` in the PID namespace whose init is B. */
export type NumberKey = string;

/** The key of the number that `actor` has in a PID namespace (the scenario's own, if nothing is said). */
export function numberKey(actor: ActorName, space?: ActorName): NumberKey {
  return space === undefined ? actor : `${actor}@${space}`;
}

/** The PID namespace of a number, called like its init; nothing for the scenario's own. */
export function spaceOfKey(key: NumberKey): ActorName | undefined {
  return key.split('@')[1];
}
