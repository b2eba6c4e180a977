/** What is looked for behind each `ends` of a text that may hold its own end. */
import type { Bytes } from '../abi/index.js';
import { EMPTY, setOf } from './byte-set.js';
import { asFarAs, atEnd, distinct, eachFollowed, type Beginning, type Following } from './decide.js';
import type { Node, TextNode } from './ir.js';

/** The beginnings of what may stand behind the `ends` of each text that has one. */
export type BehindEnds = ReadonlyMap<TextNode, readonly Beginning[]>;

const KNOWN = new WeakMap<Node, BehindEnds>();

/** What is looked for behind the ends of the texts within `root`. */
export function behindEnds(root: Node): BehindEnds {
  let known = KNOWN.get(root);
  if (!known) {
    const found = new Map<TextNode, readonly Beginning[]>();
    eachFollowed(root, atEnd, (node, rest) => {
      if (node.kind === 'text' && node.ends !== undefined) found.set(node, lookBehind(node.ends, rest));
    });
    KNOWN.set(root, (known = found));
  }
  return known;
}

/**
 * The beginnings, without `ends` itself, of what follows a text that `rest` follows: as far as looks go. None of them
 * runs past the next `ends`, so that finding the end of a text takes linear time.
 */
export function lookBehind(ends: Bytes, rest: Following): readonly Beginning[] {
  return distinct(asFarAs(rest).map((steps) => upToEnds(steps.slice(ends.length), ends)));
}

function upToEnds(steps: Beginning, ends: Bytes): Beginning {
  const first = setOf(ends.charAt(0));
  const at = steps.findIndex((step) => step.run && (step.set & first) !== EMPTY);
  const step = steps[at];
  return step ? [...steps.slice(0, at), { set: step.set, run: false }] : steps;
}
