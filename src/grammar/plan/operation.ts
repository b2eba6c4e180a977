/** The operations of a plan: what a parser does, one after the other. */
import type { Bytes } from '../../abi/index.js';
import type { ByteSet } from '../byte-set.js';
import type { Look } from './look.js';

/** Where the value of an operation goes; without a target it is dropped, and need not be made. */
export type Target = {
  /** If the type of that place is a union: which of its members the value is. */
  readonly member?: number;
} & (
  | /** Field number `field` of the record that the function makes. */ {
      readonly to: 'field';
      readonly field: number;
    }
    /** The next item of the list that the function makes. */
  | { readonly to: 'item' }
);

/** The number of an expectation in `Plan.expectations`: what could have stood where the text departs. */
export type Expectation = number;

/** The number of a register: what was read is remembered there for `repeat.times` (a count), `same` or `pad-behind` (bytes). */
export type Register = number;

/**
 * One integer. With `start` the place where it begins, these are its parts, in this order:
 *   spaces, if `spaces`: as many as there are
 *   `-`, if `signed` and it stands here
 *   `prefix`: fails at `start` if it does not stand here
 *   digits of `radix` (`upper`: A-F, else a-f), as many as there are: fails behind the sign and prefix if there are none
 * Then it fails at `start`
 *   if its value is not one of `bits` and `signed` (however many digits there are)
 *   if `exact` and it is not written as the kernel writes it: `-` before 0; with `pad` '0' and a width above 1: fewer than `width`
 *     digits, or more although the first is 0; otherwise: a 0 before other digits, or fewer than `width` bytes in all, or more
 *     although the first is a space.
 */
export interface IntegerLeaf {
  readonly radix: 8 | 10 | 16;
  readonly bits: 8 | 16 | 32 | 64;
  readonly signed: boolean;
  readonly prefix: Bytes;
  readonly upper: boolean;
  readonly spaces: boolean;
  readonly exact: boolean;
  readonly width: number;
  readonly pad: ' ' | '0';
}

/**
 * A number with a fixed count of decimals. With `start` the place where it begins, its parts are: spaces, if `spaces`;
 * `-`, if `signed` and it stands here; digits, as many as there are, at least one; `.`; exactly `digits` digits. It
 * fails at the byte that is not what must stand there. Then it fails at `start`
 *   if its value is none of its type: bits 32: the whole part (with its sign) is none of 32 bits; bits 64: the integer of all digits
 *     is none of 64 bits
 *   if there is a `-` although all digits are 0
 *   if `exact` and there is a 0 before other digits of the whole part, or there are fewer than `width` bytes in all, or more although the first is a space.
 */
export interface DecimalLeaf {
  readonly digits: number;
  readonly bits: 32 | 64;
  readonly signed: boolean;
  readonly spaces: boolean;
  readonly exact: boolean;
  readonly width: number;
}

/** How a text ends. */
export type TextEnd =
  /** At the first byte that is not of the set. */
  | { readonly kind: 'run' }
  /** There too, or when it has `bytes` bytes. */
  | { readonly kind: 'length'; readonly bytes: number }
  /**
   * At the last `last` of the text; with `within`, at the last before the next `within`. Fails at the end of the text if there is
   * no such `within`; there (at the end of the text, at `within`) if no `last` stands between the present place and
   * there; else at the first byte before it that is not of the set.
   */
  | { readonly kind: 'last'; readonly last: Bytes; readonly within: Bytes }
  /**
   * At the first `ends`, `min` bytes from here or farther, behind which the text goes on like `then`. Bytes of the set are skipped
   * on the way; it fails at the first byte (or the end of the text) that is not of the set.
   */
  | { readonly kind: 'before'; readonly ends: Bytes; readonly then: Look };

/**
 * A run of bytes of `set`, as they are written. Its value is the bytes with every `written` of `escapes` replaced by
 * its byte. Every escape begins with a backslash; fails at a backslash that begins none of them. Then it fails at the end of
 * the run if its value has fewer than `min` bytes, and `max` bytes behind its beginning if the value has more.
 */
export interface TextLeaf {
  readonly set: ByteSet;
  readonly end: TextEnd;
  readonly min: number;
  /** Infinity: no bound. */
  readonly max: number;
  readonly escapes: readonly { readonly written: Bytes; readonly byte: Bytes }[];
}

/** Bytes that must stand here. Fails at the first byte that differs: with `expected` if that is the first, else `within`. */
export interface Literal {
  readonly bytes: Bytes;
  readonly expected: Expectation;
  readonly within: Expectation;
}

export type Operation =
  | ({ readonly op: 'literal' } & Literal)
  | {
      readonly op: 'integer';
      readonly leaf: IntegerLeaf;
      readonly into?: Target;
      readonly expected: Expectation;
    }
  | {
      readonly op: 'decimal';
      readonly leaf: DecimalLeaf;
      readonly into?: Target;
      readonly expected: Expectation;
    }
  /** An unsigned integer of `bits` as it stands in memory. Fails at the end of the text if there are too few bytes. */
  | {
      readonly op: 'binary';
      readonly bits: 16 | 32 | 64;
      readonly endian: 'little' | 'big';
      readonly into?: Target;
      readonly expected: Expectation;
    }
  | { readonly op: 'text'; readonly leaf: TextLeaf; readonly into?: Target; readonly expected: Expectation }
  /** The longest of these words that stands here. Fails here if none does. */
  | {
      readonly op: 'words';
      readonly words: readonly Bytes[];
      readonly into?: Target;
      readonly expected: Expectation;
    }
  /** The bytes in the register, again. Fails at the first byte that differs. */
  | { readonly op: 'same'; readonly register: Register; readonly expected: Expectation }
  /** The bytes that `body` takes, as they stand: as a value, or into a register, or both. */
  | {
      readonly op: 'slice';
      readonly body: readonly Operation[];
      readonly into?: Target;
      readonly register?: Register;
    }
  /** What function number `function` of the plan makes here: a record or a list. */
  | { readonly op: 'call'; readonly function: number; readonly into?: Target }
  /** `body` if the look says so. */
  | { readonly op: 'if'; readonly look: Look; readonly body: readonly Operation[] }
  /** The body of the first look that says so. No two of them do. Fails here if none does. */
  | {
      readonly op: 'choose';
      readonly cases: readonly { readonly look: Look; readonly body: readonly Operation[] }[];
      readonly expected: Expectation;
    }
  /**
   * `body` again and again, `separator` between two. It ends after `max` times, or, if it has been carried out `min`
   * times, where the look says no: `first` before the first time, `next` before any other (before the separator). With
   * `times` exactly as often as that register says. How often it was goes into `count`.
   */
  | {
      readonly op: 'repeat';
      readonly body: readonly Operation[];
      readonly separator?: Literal;
      readonly min: number;
      /** Infinity: no bound. */
      readonly max: number;
      readonly first?: Look;
      readonly next?: Look;
      readonly times?: Register;
      readonly count?: Register;
    }
  /**
   * `body`, and spaces behind it to `width` bytes in all; none if it has as many bytes or more. `exact`: fails at the first byte
   * that is not the space that must stand there. Otherwise, with `from` the place behind the body and `to` the place
   * behind all spaces there: it goes on at the place that is right, `width` bytes from the beginning or `from`, whichever is
   * farther, if that is not behind `to` and the text goes on like `next` there; if not, `own` bytes before `to` or at `from`,
   * whichever is farther (so many spaces belong to what follows). With `taken` the body was taken before, right here: it is
   * the bytes in that register, and `body` is empty.
   */
  | {
      readonly op: 'pad-behind';
      readonly width: number;
      readonly body: readonly Operation[];
      readonly taken?: Register;
      readonly expected: Expectation;
      readonly exact: boolean;
      readonly next: Look;
      readonly own: number;
    }
  /**
   * Spaces, as many as there are (`bounded`: at most `width`), and `body`. `exact`: fails where it begins if that is fewer
   * than `width` bytes in all, or more although the first is a space.
   */
  | {
      readonly op: 'pad-before';
      readonly width: number;
      readonly body: readonly Operation[];
      readonly expected: Expectation;
      readonly exact: boolean;
      readonly bounded: boolean;
    }
  /**
   * Tolerant mode only: lines of `key`, `keyEnd`, a value, `end`, in any order. Again and again: the line goes up to the
   * next `end`, its key up to the first `keyEnd` in it. If there is no `end`, or no `keyEnd` in the line, or the key is empty,
   * the table has ended. If the key is one of the cases and the field of that case is absent so far, key and `keyEnd`
   * are taken, then (if `spaces`) as many spaces as there are, then the body of the case, which takes `end` too. Otherwise, if the
   * look `until` says so, the table has ended; if not, the line is kept: what stands behind `keyEnd` (and, if `spaces`,
   * behind spaces) goes into `extra` of the record under the key.
   */
  | {
      readonly op: 'lines';
      readonly keyEnd: Bytes;
      readonly end: Bytes;
      readonly spaces: boolean;
      readonly cases: readonly LineCase[];
      readonly until?: Look;
    }
  /** In `lines` only: the bytes up to the end of the line, whatever they are. */
  | { readonly op: 'rest'; readonly end: Bytes; readonly into?: Target }
  /** Tolerant mode only: a run of `set`, kept in `extra` of the record under `label` if it is not empty. */
  | { readonly op: 'extra'; readonly label: Bytes; readonly set: ByteSet }
  /** The text ends. Fails here if it does not. */
  | { readonly op: 'end'; readonly expected: Expectation };

export interface LineCase {
  readonly key: Bytes;
  readonly field: number;
  readonly body: readonly Operation[];
}

export type OperationKind = Operation['op'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { op: K }>;

/** One function for each kind of operation: how a back end prints a plan, and what the compiler holds it to. */
export type OperationHandlers<A extends readonly unknown[], R> = {
  readonly [K in OperationKind]: (operation: OperationOf<K>, ...rest: A) => R;
};

/** What the handler of `operation`'s kind gives. */
export function handleOperation<A extends readonly unknown[], R>(
  handlers: OperationHandlers<A, R>,
  operation: Operation,
  ...rest: A
): R {
  return (handlers[operation.op] as (operation: Operation, ...rest: A) => R)(operation, ...rest);
}
