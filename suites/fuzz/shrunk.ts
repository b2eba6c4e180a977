/** Smaller texts that are as wrong. */
import type { Bytes } from '../../src/abi/index.js';

/** So often a text is tried: each may start a process. */
const MOST_TRIES = 400;

/** `text` without any part that it can be without and still be wrong. `isWrong` must be true of `text`. */
export function shrunk(text: Bytes, isWrong: (text: Bytes) => boolean): Bytes {
  let best = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && tries < MOST_TRIES; tries++) {
      const shorter = best.slice(0, at) + best.slice(at + size);
      if (isWrong(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
