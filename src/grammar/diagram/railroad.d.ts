/** The part of @prantlf/railroad-diagrams that we draw with; the package has no types of its own. */
declare module '@prantlf/railroad-diagrams' {
  /** A piece of a drawing: as wide as `width`, `up` above and `down` below its line. */
  export interface Piece {
    readonly width: number;
    readonly up: number;
    readonly down: number;
    readonly height: number;
  }
  export interface Drawing extends Piece {
    attrs: Record<string, string | number>;
    format(padding?: number): Drawing;
    toString(): string;
  }
  type Item = Piece | string;
  interface Railroad {
    readonly Diagram: new (...items: Item[]) => Drawing;
    readonly Sequence: new (...items: Item[]) => Piece;
    readonly Stack: new (...items: Item[]) => Piece;
    readonly Choice: new (normal: number, ...items: Item[]) => Piece;
    readonly Optional: new (item: Item) => Piece;
    readonly OneOrMore: new (item: Item, repeat?: Item) => Piece;
    readonly ZeroOrMore: new (item: Item, repeat?: Item) => Piece;
    readonly Group: new (item: Item, label?: Item) => Piece;
    readonly Terminal: new (text: string, options?: { title?: string }) => Piece;
    readonly NonTerminal: new (text: string, options?: { title?: string; href?: string }) => Piece;
    readonly Comment: new (text: string) => Piece;
    readonly Skip: new () => Piece;
  }
  const railroad: Railroad;
  export default railroad;
}
