/**
 * The plan of a format: one program for all languages, and the contract of every back end.
 *
 * A back end prints types from `records`, one function for each of `functions`, and the entries. It decides nothing:
 * which alternative is taken, what is expected where, and at which byte a failure lies, stand in the plan, so that
 * parsers in all languages give the same values and the same failures. It is about one small printer for each kind of
 * operation (operation.ts) and a runtime with the leaves: integer, decimal, binary, text, literal.
 *
 * A parser has a text (bytes), a place in it, registers, and the record or list that the present function makes. It reads once
 * from left to right; only looks read ahead. The first failure ends everything: it is an offset and the number of an
 * expectation. Line and column follow from the offset: both count from 1, a line ends behind `\n`, columns count bytes.
 *
 * The two modes share types, expectations and every function that is the same in both.
 */
import type { FormatMeta } from '../ir.js';
import type { Operation } from './operation.js';
import type { RecordType, ValueType } from './value-type.js';

export type Mode = 'strict' | 'tolerant';

export interface Plan {
  readonly meta: FormatMeta;
  /** The records of the format; the first is what the parser gives. */
  readonly records: readonly RecordType[];
  readonly functions: readonly PlanFunction[];
  /** The function to begin with, by mode. It makes record 0 and ends with the operation `end`. */
  readonly entry: Readonly<Record<Mode, number>>;
  /** What could have stood somewhere, in words (printable ASCII), by number. */
  readonly expectations: readonly (readonly string[])[];
  /** How many registers there are. They need no first value: they are written before they are read. */
  readonly registers: number;
  /** The longest of the lists right in record 0, if there is a list without bound: what `parseEach` hands over one by one. */
  readonly each?: EachList;
}

/** Makes a record or a list, out of the text at the present place. Functions never call themselves. */
export interface PlanFunction {
  /** Like RecordType.name, no two functions of a plan alike. Comes from the grammar, for readers of generated code. */
  readonly name: string;
  readonly gives:
    | { readonly kind: 'record'; readonly record: number }
    /** `each`: this is the list of `Plan.each`: where the caller of parseEach wants its items, they go there instead. */
    | { readonly kind: 'list'; readonly of: ValueType; readonly each: boolean };
  readonly body: readonly Operation[];
}

/**
 * The list whose items `parseEach` hands over as soon as each is read, so that memory does not grow with the text.
 * It gives the record at the end, with an empty list in this field.
 */
export interface EachList {
  readonly field: number;
  readonly of: ValueType;
}
