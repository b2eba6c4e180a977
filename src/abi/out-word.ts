/**
 * The word `out`: valid memory for what the call brings back. An `out` argument without a default needs no word; one
 * that is null where nothing is written, and a pointer within a struct, say with it that something shall come back.
 */
import type { Value } from './value.js';

export const OUT = 'out';

/** True for the word `out`. */
export function isOutWord(value: Value | undefined): boolean {
  return value?.kind === 'word' && value.word === OUT;
}
