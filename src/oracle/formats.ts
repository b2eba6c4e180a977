/** What the oracle needs of the grammars: to read a text strictly, and to write one from what is known. */
import type { Bytes } from '../abi/index.js';

/** A field as a strict parser gives it. */
export type FieldValue = number | bigint | Bytes | readonly FieldValue[] | Fields | undefined;

/** The fields of a text by the labels of its grammar. */
export interface Fields {
  readonly [label: string]: FieldValue;
}

/** Where a text departs from its grammar. */
export interface Departure {
  readonly line: number;
  readonly column: number;
  readonly expected: readonly string[];
  readonly found: string;
}

/** A compiled format, as far as judging needs it. */
export interface TextFormat {
  parse(
    text: Bytes,
  ): { readonly ok: true; readonly value: Fields } | { readonly ok: false; readonly failure: Departure };
  renderWithDefaults(partial: Fields): Bytes;
}

/** Formats by name: `proc/pid/stat`. The compiled formats of room grammar are one. */
export interface Formats {
  get(name: string): TextFormat | undefined;
}
