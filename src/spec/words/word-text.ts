/** What the vocabulary says of one of its words. */
export interface WordText {
  /** CEL signature: parameter types and what it gives. */
  readonly takes: readonly string[];
  readonly gives: string;
  readonly does: 'question' | 'action';
  /** It sends a signal, as it is carried out. */
  readonly sends?: true;
  readonly doc: string;
}
