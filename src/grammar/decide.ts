/** How the fast parser chooses: by the shortest beginnings that tell the alternatives apart. */
import type { Bytes } from '../abi/index.js';
import { EMPTY, setOf, type ByteSet } from './byte-set.js';
import { atEnd, longer, type Following, type Path } from './following.js';
import {
  afterElement,
  before,
  beforeLiteral,
  behindPadded,
  distinct,
  nextElement,
  type Beginning,
} from './lookahead.js';
import { childrenOf, type Node, type NodeOf } from './ir.js';
import { must } from './must.js';
import { partWays } from './part-ways.js';

/** No choice in /proc needs to look further than this many steps. */
export const LONGEST_LOOK = 24;

/** Nor are there more beginnings of one alternative, at any length, that are not yet told from the others. */
export const MOST_OPEN = 256;

/** Beginnings of each alternative, pairwise disjoint; or why they cannot be told apart. */
export type Decision =
  | { readonly told: (readonly Beginning[])[] }
  | { readonly told?: undefined; readonly why: 'alike' | 'too many' };

/**
 * Tells alternatives apart. Only beginnings that others begin alike are made longer, so that the work does not grow
 * with what may stand behind those that are told apart.
 */
export function decide(alternatives: readonly Following[]): Decision {
  const told: Beginning[][] = alternatives.map(() => []);
  let open = alternatives.map((then): readonly Path[] => longer({ steps: [], then }));
  let pairs = open.flatMap((paths, index) => paired(paths, open.slice(index + 1).flat()));
  for (let length = 1; length <= LONGEST_LOOK; length++) {
    if (open.some((paths) => paths.length > MOST_OPEN)) return { why: 'too many' };
    pairs = pairs.filter(([a, b]) => !partWays(a.steps, b.steps));
    const alike = new Set(pairs.flat());
    open.forEach((paths, index) => {
      for (const path of paths) if (!alike.has(path)) told[index]?.push(path.steps);
    });
    if (alike.size === 0) return { told };
    if ([...alike].every(({ then }) => then === undefined)) break;
    const grown = new Map([...alike].map((path) => [path, longer(path)]));
    open = open.map((paths) => paths.flatMap((path) => grown.get(path) ?? []));
    pairs = pairs.flatMap(([a, b]) => paired(grown.get(a) ?? [], grown.get(b) ?? []));
  }
  return { why: 'alike' };
}

function paired(left: readonly Path[], right: readonly Path[]): (readonly [Path, Path])[] {
  return left.flatMap((a) => right.map((b) => [a, b] as const));
}

/** A look that goes as far as it can compares with no more beginnings than this. */
const MOST_BEGINNINGS = 16;

/** The beginnings of `rest`, as long as looks are and as there are few enough of them. */
export function asFarAs(rest: Following): readonly Beginning[] {
  let paths = longer({ steps: [], then: rest });
  for (let length = 2; length <= LONGEST_LOOK; length++) {
    const farther = paths.flatMap(longer);
    if (farther.length > MOST_BEGINNINGS) break;
    paths = farther;
  }
  return paths.map(({ steps }) => steps);
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
