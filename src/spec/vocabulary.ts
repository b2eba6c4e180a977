/**
 * The vocabulary: every word that expressions of spec/ may use beyond CEL's own, with its type.
 *
 * A question reads the world, an action changes it; the kernel implements each (`Record<Word, ...>`: a word
 * without an implementation does not compile). Types are CEL's, and `Memory` and `SignalSet` of types.ts;
 * bytes are CEL strings whose characters are 0..255.
 */
export interface WordText {
  /** CEL signature: parameter types and what it gives. */
  readonly takes: readonly string[];
  readonly gives: string;
  readonly does: 'question' | 'action';
  readonly doc: string;
}

export const VOCABULARY = {
  is_open: { takes: ['int'], gives: 'bool', does: 'question', doc: 'The descriptor is open in the caller.' },
} as const satisfies Record<string, WordText>;

export type Word = keyof typeof VOCABULARY;
