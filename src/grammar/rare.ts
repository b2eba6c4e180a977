/** The rare texts of a format, in a fixed order: each departs from the plainest text in one place only. */
import type { Bytes } from '../abi/index.js';
import { sampleText, type Draw } from './sample.js';
import type { Node } from './ir.js';

/** Every text that differs from the plainest one by one draw, the plainest first. No text twice. */
export function* rareTexts(root: Node): Generator<Bytes> {
  const seen = new Set<Bytes>();
  for (const everything of [false, true]) {
    const bounds: number[] = [];
    const plain = sampleText(root, recording(bounds, everything));
    if (!seen.has(plain)) yield plain;
    seen.add(plain);
    const step = Math.ceil(bounds.length / MOST_PLACES);
    for (const [place, bound] of bounds.entries())
      for (let choice = 0; place % step === 0 && choice <= Math.min(bound, MOST_CHOICES); choice++) {
        const text = sampleText(root, departing(place, choice, everything));
        if (!seen.has(text)) yield text;
        seen.add(text);
      }
  }
}

/** Of one draw, this many choices are tried at most. */
const MOST_CHOICES = 24;

/** A text of many equal parts (4096 bytes of numbers) departs in this many places at most, evenly spread. */
const MOST_PLACES = 256;

/** Plain: 0 everywhere. With `everything`, optional parts (draws of 0 or 1) are all there. */
function plainest(bound: number, everything: boolean): number {
  return everything && bound === 1 ? 1 : 0;
}

function recording(bounds: number[], everything: boolean): Draw {
  return (max) => {
    bounds.push(max);
    return plainest(max, everything);
  };
}

function departing(place: number, choice: number, everything: boolean): Draw {
  let at = 0;
  return (max) => (at++ === place ? Math.min(choice, max) : plainest(max, everything));
}
