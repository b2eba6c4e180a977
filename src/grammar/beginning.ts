/** What a text begins with, as a few steps. */
import type { ByteSet } from './byte-set.js';

/** One byte of a set; or a run: as many bytes of the set as there are, at least one. */
export interface Step {
  readonly set: ByteSet;
  readonly run: boolean;
}

export type Beginning = readonly Step[];
