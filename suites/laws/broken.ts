/** An observation that breaks a law. */

export interface Broken {
  /** The step that does, counted from 0. */
  readonly step: number;
  readonly text: string;
}
