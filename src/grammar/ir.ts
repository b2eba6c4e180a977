/**
 * The tree of a format, with every name resolved: what parsers, printers, samplers and facts are made from.
 *
 * It is a tree (rules never refer to themselves), so a back end is one function per kind of node. What
 * each kind takes from a text and gives as a value:
 *
 *   literal, same, extra  nothing (extra: see below)
 *   number, binary        `number` where every value of its bits fits (up to 32), else `bigint`
 *   decimal               `number` (12.34) for 32 bits, the scaled integer as `bigint` (1234n) for 64
 *   text, words, raw      the bytes, as a string of char codes 0..255 (text: with its escapes undone)
 *   field, entry          one key of the enclosing record
 *   sequence, table       a record of its fields; or the value of its only member that has one
 *   optional              what its body gives, or `undefined`
 *   repeat                an array
 *   choice, rule, padded  what the body gives
 *
 * In tolerant mode, what is new is kept under `extra` in the record that the table, or the `extra`, stands in.
 */
import type { Bytes } from '../abi/index.js';
import type { ByteSet } from './byte-set.js';
import type { Place } from './notation/problem.js';

/** What the annotations behind an item say. Only `default` changes what a program does, and only in `render`. */
export interface Notes {
  /** First and last version of Linux that prints it. */
  readonly since?: string;
  readonly until?: string;
  /** The configuration option and the architecture it depends on. */
  readonly config?: string;
  readonly arch?: string;
  /** The circumstance it depends on, in words. */
  readonly when?: string;
  readonly unit?: string;
  readonly note?: string;
  /** The text that stands where nobody says what the value is. */
  readonly default?: Bytes;
}

/** An integer as text, canonical: no superfluous zero, sign or space; padded on the left to `width`. */
export interface NumberNode {
  readonly kind: 'number';
  readonly radix: 8 | 10 | 16;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  readonly width: number;
  readonly pad: ' ' | '0';
  readonly upper: boolean;
  readonly prefix: Bytes;
}

/**
 * A decimal fraction with exactly `digits` digits behind the point, canonical, padded on the left with spaces to
 * `width`. With 32 bits the whole part fits u32 (i32 if signed); with 64 bits the scaled integer fits u64 (i64).
 */
export interface DecimalNode {
  readonly kind: 'decimal';
  readonly digits: number;
  readonly bits: 32 | 64;
  readonly signed: boolean;
  readonly width: number;
}

/** An unsigned integer as so many bits, not as text. */
export interface BinaryNode {
  readonly kind: 'binary';
  readonly bits: 16 | 32 | 64;
  readonly endian: 'little' | 'big';
}

/** How some bytes of a text are written: with a backslash and a letter, or as a backslash and three octal digits. */
export interface Escape {
  readonly scheme: 'backslash' | 'octal';
  readonly bytes: Bytes;
}

/** A run of bytes of `set`, as long as possible, unless `last` or `ends` says where it ends. */
export interface TextNode {
  readonly kind: 'text';
  /** The bytes it may hold, before escaping. */
  readonly set: ByteSet;
  readonly min: number;
  readonly max: number;
  /** It ends at the last of these bytes in the text; with `within`, at the last one before the next `within`. */
  readonly last?: Bytes;
  readonly within?: Bytes;
  /** It ends at the first of these bytes behind which the rest of the grammar can stand (look-behind-ends.ts). */
  readonly ends?: Bytes;
  readonly escape?: Escape;
}

export interface Option {
  readonly body: Node;
  readonly notes: Notes;
}

export interface RepeatNode {
  readonly kind: 'repeat';
  readonly body: Node;
  readonly min: number;
  readonly max: number;
  /** As many as `list` has, a list under this label before it, in the same record or an enclosing one. */
  readonly count?: string;
  readonly list?: RepeatNode;
  readonly separator: Bytes;
  readonly place: Place;
}

export type Node =
  | { readonly kind: 'literal'; readonly bytes: Bytes }
  | NumberNode
  | DecimalNode
  | BinaryNode
  | TextNode
  /** One of a few words, in the order of the grammar. */
  | { readonly kind: 'words'; readonly words: readonly Bytes[] }
  /** The text that `body` matches, as it stands. */
  | { readonly kind: 'raw'; readonly body: Node }
  /** Nothing in strict mode; in tolerant mode a run of `set`, kept in `extra` under `label` if it is not empty. */
  | { readonly kind: 'extra'; readonly label: string; readonly set: ByteSet }
  | { readonly kind: 'field'; readonly label: string; readonly body: Node; readonly notes: Notes }
  /** One line of a table: `key` (with what ends and pads it), the value, `end`. In tolerant mode the entries of a table come in any order. */
  | {
      readonly kind: 'entry';
      readonly label: string;
      readonly key: Bytes;
      readonly body: Node;
      readonly end: Bytes;
      readonly notes: Notes;
    }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly place: Place }
  | { readonly kind: 'optional'; readonly body: Node; readonly notes: Notes; readonly place: Place }
  | RepeatNode
  /** `body`, and spaces behind it (left) or before it (right) up to `width` bytes in all. */
  | {
      readonly kind: 'padded';
      readonly body: Node;
      readonly width: number;
      readonly align: 'left' | 'right';
    }
  /** The text of an earlier field once more: `of` is the body of that field, in this record or an enclosing one. */
  | { readonly kind: 'same'; readonly label: string; readonly of: Node }
  /**
   * Lines with keys; `keyEnd` is what stands between a key and its value, and key and `keyEnd` are padded with
   * spaces to `keyWidth`. In tolerant mode unknown lines are kept in `extra`, up to one that can follow the table.
   */
  | {
      readonly kind: 'table';
      readonly body: Node;
      readonly keyEnd: Bytes;
      readonly keyWidth: number;
      readonly end: Bytes;
    }
  /** What a rule of the grammar stands for; its name serves documentation and generated code. */
  | {
      readonly kind: 'rule';
      readonly name: string;
      readonly about: string;
      readonly body: Node;
      readonly place: Place;
    };

export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;

/** What a grammar file says of the whole format. */
export interface FormatMeta {
  /** `proc/pid/stat`: the file's place below grammars/, which is its place below /proc. */
  readonly name: string;
  /** Where it stands (format-of.ts says what brackets and stars match): `/proc/[pid]/stat`. At least one. */
  readonly paths: readonly string[];
  /** A file, or the text that readlink gives of a symbolic link. */
  readonly kind: 'file' | 'link';
  /** Bytes, not text: shown in hex. */
  readonly isBinary: boolean;
  /** `/proc/[pid]/X` does not stand for `/proc/[pid]/task/[tid]/X` too. */
  readonly isProcessOnly: boolean;
  readonly summary: string;
  /** What the comment of the grammar file tells a reader: above all the traps. May be empty. */
  readonly about: string;
  /** The kernel source file and function that prints it. */
  readonly source: string;
  readonly manual: string;
  /** First and last version of Linux that has it. */
  readonly since: string;
  readonly until?: string;
  /** The configuration option it depends on. */
  readonly config?: string;
  /** The architectures that have it; none: all of them. */
  readonly arch: readonly string[];
  /** The circumstance it depends on, in words. */
  readonly when?: string;
  /** The grammar file. */
  readonly file: string;
}

/** A format, resolved and checked. */
export interface FormatTree {
  readonly meta: FormatMeta;
  readonly root: Node;
}

/** One function for each kind of node: how a back end walks a tree, and what the compiler holds it to. */
export type Handlers<A extends readonly unknown[], R> = {
  readonly [K in NodeKind]: (node: NodeOf<K>, ...rest: A) => R;
};

/** What the handler of `node`'s kind gives. */
export function handle<A extends readonly unknown[], R>(handlers: Handlers<A, R>, node: Node, ...rest: A): R {
  return (handlers[node.kind] as (node: Node, ...rest: A) => R)(node, ...rest);
}

/** The nodes directly below `node`. */
export function childrenOf(node: Node): readonly Node[] {
  if ('body' in node) return [node.body];
  if (node.kind === 'sequence') return node.items;
  if (node.kind === 'choice') return node.options.map((option) => option.body);
  return [];
}

/** `node` and everything below it, from the top, in the order of the text. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of childrenOf(node)) yield* walk(child);
}
