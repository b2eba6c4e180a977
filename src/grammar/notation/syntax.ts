/** The syntax tree of a grammar file: what was written, nothing resolved yet. */
import type { Bytes } from '../../abi/index.js';
import type { ByteSet } from '../byte-set.js';
import type { Place } from './problem.js';

/** `@name` or `@name("text", ..., width=16)`. */
export interface Annotation {
  readonly name: string;
  readonly values: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly place: Place;
}

/** A value in the brackets of a type: `width=8`, `last=")"`, `[^#x00]`, `mask`. */
export type Argument = { readonly name?: string; readonly place: Place } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: Bytes }
  | { readonly kind: 'set'; readonly value: ByteSet }
  | { readonly kind: 'expression'; readonly value: Expression }
);

export type Expression = { readonly place: Place } & (
  | { readonly kind: 'literal'; readonly bytes: Bytes }
  | { readonly kind: 'set'; readonly set: ByteSet }
  /** A rule or a built-in type, with its arguments. */
  | { readonly kind: 'name'; readonly name: string; readonly args: readonly Argument[] | undefined }
  | { readonly kind: 'label'; readonly label: string; readonly body: Expression }
  | {
      readonly kind: 'repeat';
      readonly body: Expression;
      readonly min: number;
      readonly max: number;
      /** The label of the list that has as many. */
      readonly count?: string;
      readonly separator: Bytes;
    }
  | { readonly kind: 'optional'; readonly body: Expression }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'choice'; readonly options: readonly Expression[] }
  | { readonly kind: 'annotated'; readonly body: Expression; readonly annotations: readonly Annotation[] }
);

export interface Rule {
  readonly name: string;
  readonly annotations: readonly Annotation[];
  readonly body: Expression;
  readonly place: Place;
}

/** One grammar file. Its first rule is the format itself. */
export interface GrammarFile {
  readonly file: string;
  /** The comment that it begins with: what the file is, and its traps. */
  readonly comment: string;
  readonly header: readonly Annotation[];
  readonly rules: readonly Rule[];
}
