/** A sequence of draws that only a seed decides, for samples on the command line and in tests. */
import type { Draw } from './sample.js';

/** Draws from a 32-bit generator (multiply and mix) that starts at `seed`: the same on every machine. */
export function sequence(seed: number): Draw {
  let state = seed >>> 0;
  return (max) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % (max + 1);
  };
}
