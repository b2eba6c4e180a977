/** What the vocabulary says of one of its words. */
export interface WordText {
  /** CEL signature: parameter types and what it gives. */
  readonly takes: readonly string[];
  readonly gives: string;
  readonly does: 'question' | 'action';
  /** It sends a signal, as it is carried out. */
  readonly sends?: true;
  /** It opens descriptors, at the lowest free numbers. */
  readonly opens?: true;
  /** It asks whether memory can be written. */
  readonly asksForRoom?: true;
  readonly doc: string;
}
