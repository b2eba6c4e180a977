/** What the oracle needs of the grammars: to read a text strictly, field by field. */
import type { Bytes } from '../abi/index.js';

/** A field as a strict parser gives it. */
export type FieldValue = unknown;

/** A text read by the grammar of its format, or where it departs from it. */
export type ReadText =
  | { readonly ok: true; readonly fields: Readonly<Record<string, FieldValue>> }
  | { readonly ok: false; readonly problem: string };

/** Reads `text` as `format` (`proc/pid/stat`); nothing if there is no such grammar. */
export type ReadFormat = (format: string, text: Bytes) => ReadText | undefined;
