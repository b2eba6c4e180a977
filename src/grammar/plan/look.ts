/** What a parser looks at before it chooses: decided here, once for all languages. */
import type { Bytes } from '../../abi/index.js';
import { EMPTY, END, bytesOf, type ByteSet } from '../byte-set.js';
import type { Beginning } from '../lookahead.js';
import { must } from '../must.js';

/** A question about the text at the present place. It takes nothing. */
export type Look =
  /** Is the next byte of the set? (With bit 256, END: or does the text end here?) */
  | { readonly kind: 'byte'; readonly set: ByteSet }
  /** Does the text go on with one of these? None is empty. */
  | { readonly kind: 'bytes'; readonly any: readonly Bytes[] }
  /**
   * Does the text go on like one of these beginnings? A step that is no run is one byte of its set; a run is as many
   * bytes of its set as there are, at least one. (END: the text ends here; such a step is the last.)
   * look-tree.ts makes a tree of them, which is shorter.
   */
  | { readonly kind: 'steps'; readonly any: readonly Beginning[] };

/** The cheapest question that tells whether the text goes on like one of `beginnings`. */
export function lookFor(beginnings: readonly Beginning[]): Look {
  if (beginnings.every((steps) => steps.length === 1))
    return { kind: 'byte', set: beginnings.reduce((all, steps) => all | must(steps[0]).set, EMPTY) };
  const literals = beginnings.map(literalOf);
  if (literals.every((bytes) => bytes !== undefined)) return { kind: 'bytes', any: [...new Set(literals)] };
  return { kind: 'steps', any: beginnings };
}

function literalOf(steps: Beginning): Bytes | undefined {
  const bytes = steps.map(({ set, run }) => (run || (set & END) !== EMPTY ? [] : bytesOf(set)));
  return bytes.every((each) => each.length === 1) ? String.fromCharCode(...bytes.flat()) : undefined;
}
