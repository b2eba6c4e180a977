/** A piece of C outside of the functions of a program. */
export interface Piece<Name extends string> {
  readonly headers: readonly string[];
  /** Other pieces that have to stand before it. */
  readonly needs: readonly Name[];
  /** Its lines, without an empty one at the end. */
  readonly text: string;
}
