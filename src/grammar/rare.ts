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
    const step = Math.ceil(bounds.length / mostPlaces(plain));
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

/** A text of many equal parts departs in this many places at most, evenly spread, and a long one in fewer: all its texts are so many bytes. */
const MOST_PLACES = 256;
const MOST_BYTES = 2_000_000;

function mostPlaces(plain: Bytes): number {
  return Math.min(MOST_PLACES, Math.ceil(MOST_BYTES / MOST_CHOICES / Math.max(1, plain.length)));
}

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
