/** What the vocabulary says of one of its words. */
export interface WordText {
  /** CEL signature: parameter types and what it gives. */
  readonly takes: readonly string[];
  readonly gives: string;
  readonly does: 'question' | 'action';
  readonly doc: string;
}
