/** What is wrong with a text that is no scenario. */
export interface NotationProblem {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  readonly message: string;
  /** What to write instead, if there is a good guess. */
  readonly suggestion?: string;
}
