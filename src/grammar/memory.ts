/** What a printer or a sampler has written that later parts of the text refer to. */
import type { Bytes } from '../abi/index.js';
import type { Node, NodeOf } from './ir.js';
import { referredIn } from './references.js';
import { must } from './must.js';

/** The texts and the lengths of lists, of the text that is being written, that something behind them refers to. */
export class Memory {
  private readonly referred: ReadonlySet<Node>;
  private readonly texts = new Map<Node, Bytes>();
  private readonly lengths = new Map<Node, number>();

  constructor(root: Node) {
    this.referred = referredIn(root);
  }

  /** The body of a field was written as `text`. */
  keepText(body: Node, text: Bytes): void {
    if (this.referred.has(body)) this.texts.set(body, text);
  }

  /** A repetition was written with so many elements. */
  keepLength(list: NodeOf<'repeat'>, length: number): void {
    if (this.referred.has(list)) this.lengths.set(list, length);
  }

  /** The text that stands again here. Nothing where it was not written, which scopes rule out. */
  textOf(node: NodeOf<'same'>): Bytes {
    return this.texts.get(node.of) ?? '';
  }

  /** How many elements a repetition may have. */
  boundsOf(node: NodeOf<'repeat'>): readonly [min: number, max: number] {
    if (!node.list) return [node.min, node.max];
    const length = must(this.lengths.get(node.list));
    return [length, length];
  }
}
