/** The bytes that texts of a format may end in, with the circumstances that the grammar names. */
import { setOf, type ByteSet } from './byte-set.js';
import type { Node } from './ir.js';
import { mayBeEmpty } from './describe.js';
import { digitSet, writtenSet } from './lookahead.js';
import { must } from './must.js';

export interface EndingSet {
  readonly set: ByteSet;
  readonly when?: string;
}

/** The last bytes of every text of `node` that is not empty; circumstances that end alike come together. */
export function endingsOf(node: Node): readonly EndingSet[] {
  const endings = new Map<string, EndingSet>();
  for (const ending of collect(node)) {
    const key = ending.when ?? '';
    endings.set(key, { ...ending, set: (endings.get(key)?.set ?? 0n) | ending.set });
  }
  const all = [...endings.values()];
  return all.every((ending) => ending.set === must(all[0]).set) ? [{ set: must(all[0]).set }] : all;
}

function collect(node: Node): readonly EndingSet[] {
  switch (node.kind) {
    case 'literal':
      return [{ set: setOf(node.bytes.slice(-1)) }];
    case 'words':
      return [{ set: setOf(node.words.map((word) => word.slice(-1)).join('')) }];
    case 'number':
      return [{ set: digitSet(node) }];
    case 'text':
      return [{ set: writtenSet(node) }];
    case 'entry':
      return [{ set: setOf(node.end.slice(-1)) }];
    case 'extra':
      return [];
    case 'choice':
      return node.options.flatMap(({ body, notes: { when } }) =>
        collect(body).map((ending) => (when === undefined ? ending : { ...ending, when })),
      );
    case 'sequence':
      return collectSequence(node.items);
    default:
      return collect(node.body);
  }
}

function collectSequence(items: readonly Node[]): readonly EndingSet[] {
  const endings: EndingSet[] = [];
  for (const item of [...items].reverse()) {
    endings.push(...collect(item));
    if (!mayBeEmpty(item)) break;
  }
  return endings;
}
