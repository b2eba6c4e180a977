/** The bytes that texts of a format may end in, with the circumstances that the grammar names. */
import { ANY_BYTE, DIGITS, setOf, type ByteSet } from './byte-set.js';
import { handle, type Handlers, type Node } from './ir.js';
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
  return handle(COLLECT, node);
}

const COLLECT: Handlers<[], readonly EndingSet[]> = {
  literal: ({ bytes }) => [{ set: setOf(bytes.slice(-1)) }],
  words: ({ words }) => [{ set: setOf(words.map((word) => word.slice(-1)).join('')) }],
  number: (node) => [{ set: digitSet(node) }],
  decimal: () => [{ set: DIGITS }],
  binary: () => [{ set: ANY_BYTE }],
  text: (node) => [{ set: writtenSet(node) }],
  entry: ({ end }) => [{ set: setOf(end.slice(-1)) }],
  extra: () => [],
  same: ({ of }) => collect(of),
  padded: ({ align, body }) => {
    const isOpen = align === 'left' || mayBeEmpty(body);
    return isOpen ? [{ set: setOf(' ') }, ...collect(body)] : collect(body);
  },
  choice: ({ options }) =>
    options.flatMap(({ body, notes: { when } }) =>
      collect(body).map((ending) => (when === undefined ? ending : { ...ending, when })),
    ),
  sequence: ({ items }) => collectSequence(items),
  optional: ({ body }) => collect(body),
  repeat: ({ body }) => collect(body),
  raw: ({ body }) => collect(body),
  field: ({ body }) => collect(body),
  rule: ({ body }) => collect(body),
  table: ({ body }) => collect(body),
};

function collectSequence(items: readonly Node[]): readonly EndingSet[] {
  const endings: EndingSet[] = [];
  for (const item of [...items].reverse()) {
    endings.push(...collect(item));
    if (!mayBeEmpty(item)) break;
  }
  return endings;
}
