/** What a program sees to before its first step. */
import type { PieceName } from './pieces.js';

/** A piece to be used, and the function that it brings. */
export interface Preparation {
  readonly piece: PieceName;
  readonly call: string;
}

/** Those of `chosen` that are needed. */
export function needed(chosen: readonly (readonly [boolean, Preparation])[]): Preparation[] {
  return chosen.flatMap(([isNeeded, preparation]) => (isNeeded ? [preparation] : []));
}
