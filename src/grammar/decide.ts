/** How the fast parser chooses: by the shortest beginnings that tell the alternatives apart. */
import type { Bytes } from '../abi/index.js';
import { EMPTY, setOf, type ByteSet } from './byte-set.js';
import {
  atEnd,
  afterElement,
  areDisjoint,
  before,
  behindPadded,
  distinct,
  beforeLiteral,
  nextElement,
  type Beginning,
  type Following,
} from './lookahead.js';
import { childrenOf, type Node, type NodeOf } from './ir.js';
import { must } from './must.js';

/** No choice in /proc needs to look further than this many steps. */
export const LONGEST_LOOK = 24;

/** Beginnings of each alternative, pairwise disjoint; `undefined` if they cannot be told apart. */
export function decide(alternatives: readonly Following[]): (readonly Beginning[])[] | undefined {
  for (let length = 1; length <= LONGEST_LOOK; length++) {
    const beginnings = alternatives.map((alternative) => alternative(length));
    const clash = beginnings.some((a, i) => beginnings.some((b, j) => i < j && !areDisjoint(a, b)));
    if (!clash) return beginnings;
  }
  return undefined;
}

/** A look that goes as far as it can compares with no more beginnings than this. */
const MOST_BEGINNINGS = 16;

/** The beginnings of `rest`, as long as looks are and as there are few enough of them. */
export function asFarAs(rest: Following): readonly Beginning[] {
  let farthest = rest(1);
  for (let length = 2; length <= LONGEST_LOOK; length++) {
    const beginnings = rest(length);
    if (beginnings.length > MOST_BEGINNINGS) break;
    farthest = beginnings;
  }
  return farthest;
}

/** The beginnings of `rest`, as far as `asFarAs`, but no farther than its first line, which `end` ends. */
export function asFarAsLine(rest: Following, end: Bytes): readonly Beginning[] {
  const last = setOf(end.slice(-1));
  return distinct(asFarAs(rest).map((steps) => upTo(steps, last)));
}

/** `steps` without what is behind the first step that may be a byte of `set`, of which one byte is enough. */
function upTo(steps: Beginning, set: ByteSet): Beginning {
  const at = steps.findIndex((step) => (step.set & set) !== EMPTY);
  const step = steps[at];
  return step ? [...steps.slice(0, at), { set: step.set, run: false }] : steps;
}

/** To take the body of an optional part, or to leave it. */
export function decideOptional(node: NodeOf<'optional'>, rest: Following) {
  return decide([before(node.body, rest), rest]);
}

/** To take a first element of a repetition, or none. */
export function decideFirst(node: NodeOf<'repeat'>, rest: Following) {
  return decide([before(node.body, afterElement(node, rest)), rest]);
}

/** To take another element of a repetition, or to end it. */
export function decideNext(node: NodeOf<'repeat'>, rest: Following) {
  return decide([nextElement(node, afterElement(node, rest)), rest]);
}

/** Which alternative to take. */
export function decideChoice(node: NodeOf<'choice'>, rest: Following) {
  return decide(node.options.map((option) => before(option.body, rest)));
}

/** What follows each item of a sequence. */
export function followings(items: readonly Node[], rest: Following): Following[] {
  const result: Following[] = [];
  let following = rest;
  for (const item of [...items].reverse()) {
    result.unshift(following);
    following = before(item, following);
  }
  return result;
}

/** Calls `visit` with every node from `node` downwards and what follows it. */
export function eachFollowed(
  node: Node,
  rest: Following,
  visit: (node: Node, rest: Following) => void,
): void {
  visit(node, rest);
  if (node.kind === 'sequence') {
    const follow = followings(node.items, rest);
    node.items.forEach((item, index) => {
      eachFollowed(item, must(follow[index]), visit);
    });
    return;
  }
  const behind = behindBody(node, rest);
  for (const child of childrenOf(node)) eachFollowed(child, behind, visit);
}

/** What follows the body of `node`, which is no sequence, where `rest` follows `node`. */
export function behindBody(node: Node, rest: Following): Following {
  if (node.kind === 'repeat') return afterElement(node, rest);
  if (node.kind === 'entry') return beforeLiteral(node.end, rest);
  return node.kind === 'padded' && node.align === 'left' ? behindPadded(rest) : rest;
}

export { atEnd, before, beforeLiteral, afterElement, distinct };
export type { Beginning, Following };
