/** Types of values: what the parsers of every language give. The same in both modes. */
import type { Bytes } from '../../abi/index.js';
import type { Notes } from '../ir.js';

export type ValueType =
  /** An integer of so many bits. JavaScript: `number`; of 64 bits: `bigint`. */
  | { readonly kind: 'integer'; readonly bits: 8 | 16 | 32 | 64; readonly signed: boolean }
  /**
   * A number with `digits` decimals. Of 32 bits: a double, the integer of all its digits divided by 10^digits (one
   * division of two doubles, so it is rounded correctly). Of 64 bits: that integer itself, 12.345678 is 12345678.
   */
  | { readonly kind: 'decimal'; readonly bits: 32 | 64; readonly signed: boolean; readonly digits: number }
  /** Bytes, any at all: not text of any encoding. */
  | { readonly kind: 'bytes' }
  /** Bytes: one of a few words. `open`: the tolerant parser lets other bytes pass too. */
  | { readonly kind: 'words'; readonly words: readonly Bytes[]; readonly open: boolean }
  | { readonly kind: 'list'; readonly of: ValueType }
  /** A record, by its number in `Plan.records`. */
  | { readonly kind: 'record'; readonly record: number }
  /** One of several; no two alike. Targets say with `member` which of them a value is. */
  | { readonly kind: 'union'; readonly members: readonly ValueType[] };

/** A record. All its fields stand in it in this order, and so does its JSON. */
export interface RecordType {
  /** Lower case, words joined by `_`, begins with a letter, no two records of a plan alike: `store_bypass`. */
  readonly name: string;
  /** What it is, in words; empty if the grammar does not say. */
  readonly about: string;
  readonly fields: readonly FieldType[];
  /**
   * Whether the tolerant parser may find something that is unknown: then the record also has a member `extra`, bytes
   * by bytes, in the order of the text; of a key that comes twice the last counts. It is absent in strict mode.
   */
  readonly extra: boolean;
}

export interface FieldType {
  /** As the text or the grammar calls it: any bytes. The key in JSON and JavaScript. */
  readonly label: Bytes;
  /** Like RecordType.name, no two fields of a record alike, and none is `extra`. May be a keyword of a language. */
  readonly name: string;
  readonly type: ValueType;
  /**
   * `always`: every parser gives it. `strict`: the strict parser always gives it, the tolerant one may not, since lines of a
   * table may be missing there. `sometimes`: it may be absent in both modes.
   */
  readonly presence: 'always' | 'strict' | 'sometimes';
  /** Unit, note, since and whatever else the grammar says of it or of the part in which it stands. */
  readonly notes: Notes;
}
