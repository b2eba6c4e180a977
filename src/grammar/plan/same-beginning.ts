/**
 * What all alternatives of a choice begin with, so that a parser reads it once, and chooses behind it by what comes
 * next, instead of looking through it first.
 */
import { decide, type Beginning } from '../decide.js';
import { Following } from '../following.js';
import { walk, type Node, type NodeOf } from '../ir.js';
import { before, behindPadded } from '../lookahead.js';
import { must } from '../must.js';

/** One alternative behind the beginning that is the same. */
export interface Tail {
  /** The beginning is the whole body of this padding, which stands first in the tail. */
  readonly padded?: NodeOf<'padded'>;
  readonly items: readonly Node[];
  /** What stands where the items begin, behind the padding. */
  readonly behind: Following;
  /** What the text goes on with if it is this alternative. */
  readonly told: readonly Beginning[];
}

export interface SameBeginning {
  readonly items: readonly Node[];
  /** One for each option of the choice, in its order. */
  readonly tails: readonly Tail[];
  /** What stands behind the beginning that is the same. */
  readonly rest: Following;
}

/**
 * What the options of `choice`, which `rest` follows, all begin with, as far as it is read in one way whatever comes
 * behind it and has no node that `isReferred`; nothing if that is nothing, or if what comes behind it does not tell
 * the options apart.
 */
export function sameBeginning(
  choice: NodeOf<'choice'>,
  rest: Following,
  isReferred: (node: Node) => boolean,
): SameBeginning | undefined {
  const starts = choice.options.map(({ body }) => startOf(body));
  const bodies = starts.flatMap(({ padded, items }) => (padded ? [items.length] : []));
  const length = alike(starts, isReferred);
  if (length === 0 || bodies.some((body) => body !== length)) return undefined;
  const tails = starts.map((start) => tailOf(start, length, rest));
  const following = tails.map(({ padded, behind }) => (padded ? behindPadded(behind) : behind));
  const { told } = decide(following);
  if (told === undefined) return undefined;
  return {
    items: must(starts[0]).items.slice(0, length),
    tails: tails.map((tail, index) => ({ ...tail, told: must(told[index]) })),
    rest: new Following(() => following.flatMap(({ ways }) => ways)),
  };
}

/** The items of an alternative; if it begins with padding, those that are padded, and those behind it. */
interface Start {
  readonly padded?: NodeOf<'padded'>;
  readonly items: readonly Node[];
  readonly behind: readonly Node[];
}

function startOf(option: Node): Start {
  const items = itemsOf(option);
  const [first, ...behind] = items;
  if (first?.kind !== 'padded' || first.align !== 'left') return { items, behind: [] };
  return { padded: first, items: itemsOf(first.body), behind };
}

function itemsOf(node: Node): readonly Node[] {
  if (node.kind === 'rule') return itemsOf(node.body);
  return node.kind === 'sequence' ? node.items.flatMap(itemsOf) : [node];
}

/** How many items at the beginning are the same in all alternatives. */
function alike(starts: readonly Start[], isReferred: (node: Node) => boolean): number {
  const [first, ...others] = starts.map(({ items }) => items.map((item) => keyOf(item, isReferred)));
  const departs = must(first).findIndex(
    (key, index) => key === undefined || others.some((keys) => keys[index] !== key),
  );
  return departs < 0 ? must(first).length : departs;
}

/** The same for two nodes that take the same from a text; nothing where that depends on what comes behind. */
function keyOf(node: Node, isReferred: (node: Node) => boolean): string | undefined {
  for (const part of walk(node)) if (!isPlain(part) || isReferred(part)) return undefined;
  return JSON.stringify(node, (name, part: unknown) => {
    if (name === 'place' || name === 'notes' || name === 'about') return undefined;
    return typeof part === 'bigint' ? part.toString(36) : part;
  });
}

const PLAIN: ReadonlySet<Node['kind']> = new Set([
  'literal',
  'number',
  'decimal',
  'binary',
  'words',
  'text',
  'raw',
  'field',
  'rule',
  'sequence',
]);

function isPlain(node: Node): boolean {
  return PLAIN.has(node.kind) && !(node.kind === 'text' && (node.ends ?? node.last) !== undefined);
}

function tailOf({ padded, items, behind }: Start, length: number, rest: Following): Omit<Tail, 'told'> {
  if (padded) return { padded, items: behind, behind: beforeAll(behind, rest) };
  const own = items.slice(length);
  return { items: own, behind: beforeAll(own, rest) };
}

function beforeAll(items: readonly Node[], rest: Following): Following {
  return before({ kind: 'sequence', items }, rest);
}
