/** A node of a file of spec/: read tolerantly, because the schema has told already what has the wrong shape. */
import { isAlias, isMap, isScalar, isSeq, type Document } from 'yaml';
import type { Location } from '../types.js';
import { scalarOffset, type WrittenScalar } from './scalar-offset.js';

const STYLES: Readonly<Record<string, WrittenScalar['style']>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

/** The file that a node stands in. */
export interface Origin {
  readonly document: Document;
  readonly text: string;
  /** Line and column of an offset in the text. */
  location(offset: number): Location;
}

/** A key of a mapping with its value. */
export interface SpecEntry {
  readonly key: SpecNode;
  readonly name: string;
  readonly value: SpecNode;
}

export class SpecNode {
  private readonly node: unknown;

  constructor(
    private readonly source: Origin,
    node: unknown,
  ) {
    this.node = isAlias(node) ? node.resolve(source.document) : node;
  }

  /** Where the node begins. */
  get at(): Location {
    return this.source.location(this.start);
  }

  /** The value under `name`, if this is a mapping that has it. */
  get(name: string): SpecNode | undefined {
    return this.entries().find((entry) => entry.name === name)?.value;
  }

  /** The text under `name`; empty where there is none. */
  textOf(name: string): string {
    return this.get(name)?.text ?? '';
  }

  /** The items of the list under `name`. */
  itemsOf(name: string): SpecNode[] {
    return this.get(name)?.items() ?? [];
  }

  /** The keys and values of the mapping under `name`. */
  entriesOf(name: string): SpecEntry[] {
    return this.get(name)?.entries() ?? [];
  }

  /** What is under `name`; where that is missing, which the schema has told, this node stands in for it. */
  need(name: string): SpecNode {
    return this.get(name) ?? this;
  }

  /** The keys and values of a mapping, in order; nothing for another node. */
  entries(): SpecEntry[] {
    if (!isMap(this.node)) return [];
    return this.node.items.map((pair) => {
      const key = new SpecNode(this.source, pair.key);
      return { key, name: key.text ?? '', value: new SpecNode(this.source, pair.value) };
    });
  }

  /** The items of a list, in order; nothing for another node. */
  items(): SpecNode[] {
    return isSeq(this.node) ? this.node.items.map((item) => new SpecNode(this.source, item)) : [];
  }

  /** A scalar's text: of a string its value, of a number or a boolean what is written. */
  get text(): string | undefined {
    if (!isScalar(this.node)) return undefined;
    const { value, source } = this.node;
    if (typeof value === 'string') return value;
    return value === null ? undefined : (source ?? JSON.stringify(value));
  }

  /** A scalar's integer, exact up to 64 bits and beyond: decimal, `0x` or `0o`, perhaps negative. */
  get integer(): bigint | undefined {
    const text = isScalar(this.node) && typeof this.node.value !== 'string' ? this.text : undefined;
    if (text === undefined || !/^-?(0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+)$/.test(text)) return undefined;
    return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
  }

  /** True for `null`, written or left empty. */
  get isNull(): boolean {
    return isScalar(this.node) && this.node.value === null;
  }

  get isTrue(): boolean {
    return isScalar(this.node) && this.node.value === true;
  }

  /** Where character `index` of a scalar's text is written. */
  character(index: number): Location {
    if (!isScalar(this.node)) return this.at;
    const style = STYLES[this.node.type ?? ''] ?? 'plain';
    return this.source.location(
      scalarOffset({ text: this.source.text, start: this.start, style, value: this.text ?? '' }, index),
    );
  }

  /** The node at a path of keys and indexes, or the nearest one above it that exists. */
  follow(path: readonly string[]): SpecNode {
    const [first, ...rest] = path;
    if (first === undefined) return this;
    const next = isSeq(this.node) ? this.items()[Number(first)] : this.get(first);
    return next === undefined ? this : next.follow(rest);
  }

  /** The key `name` of this mapping as a node of its own. */
  keyNode(name: string): SpecNode | undefined {
    return this.entries().find((entry) => entry.name === name)?.key;
  }

  private get start(): number {
    const range = (this.node as { range?: readonly number[] | null } | null | undefined)?.range;
    return range?.[0] ?? 0;
  }
}
