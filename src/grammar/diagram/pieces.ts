/** One node of a format as a piece of a railroad diagram. The only door to the drawing library. */
import railroad, { type Piece } from '@prantlf/railroad-diagrams';
import { setText } from '../byte-set.js';
import { describe } from '../describe.js';
import { quoted } from '../failure.js';
import { handle, type Handlers, type Node, type NodeOf, type Notes, type NumberNode } from '../ir.js';
import { writtenSet } from '../lookahead.js';

/** A sequence that grows wider than this goes on in another row. */
const WIDEST = 760;
/** What the library leaves between two pieces. */
const BETWEEN = 20;
/** So much of a text fits one box. */
const LONGEST_PART = /[^]{1,60}/g;
/** So many words of a closed set are drawn; more are only counted. */
const MOST_WORDS = 12;

/** The piece of `node`. Rules are boxes with their name, drawn elsewhere; labels are frames around what they hold. */
export function pieceOf(node: Node): Piece {
  return handle(PIECES, node);
}

const PIECES: Handlers<[], Piece> = {
  literal: ({ bytes }) => terminal(bytes),
  number: (node) => new railroad.NonTerminal(numberText(node), { title: describe(node).join() }),
  decimal: (node) =>
    new railroad.NonTerminal(`0.${'0'.repeat(node.digits)}`, { title: describe(node).join() }),
  binary: (node) => new railroad.NonTerminal(`${node.bits / 8} bytes, ${node.endian} endian`),
  text: textPiece,
  words: ({ words }) =>
    words.length <= MOST_WORDS
      ? new railroad.Choice(0, ...words.map(terminal))
      : new railroad.NonTerminal(`one of ${words.length} words`, { title: words.join(' ') }),
  raw: ({ body }) => pieceOf(body),
  extra: () => new railroad.Skip(),
  field: ({ label, body, notes }) => labelled(label, pieceOf(body), notes),
  entry: ({ label, key, body, end, notes }) =>
    labelled(label, new railroad.Sequence(terminal(key), pieceOf(body), terminal(end)), notes),
  sequence: ({ items }) => rows(flat(items).map(pieceOf)),
  choice: ({ options }) =>
    new railroad.Choice(0, ...options.map(({ body, notes }) => conditional(pieceOf(body), notes))),
  optional: ({ body, notes }) => new railroad.Optional(conditional(pieceOf(body), notes)),
  repeat: repeatPiece,
  padded: ({ body, width, align }) =>
    new railroad.Group(pieceOf(body), `padded to ${width} on the ${align === 'left' ? 'right' : 'left'}`),
  same: ({ label }) => new railroad.NonTerminal(`${label} again`),
  table: ({ body }) => rows(flat([body]).map(pieceOf)),
  rule: ({ name, about }) => new railroad.NonTerminal(name, { title: about, href: `#${name}` }),
};

/** A long text, such as a line of captions, in several boxes below each other. */
function terminal(bytes: string): Piece {
  const parts = bytes.match(LONGEST_PART) ?? [''];
  const boxes = parts.map((part) => new railroad.Terminal(shownText(part)));
  return boxes.length === 1 && boxes[0] ? boxes[0] : new railroad.Stack(...boxes);
}

function shownText(bytes: string): string {
  return quoted(bytes).slice(1, -1).replaceAll(' ', '\u2423');
}

function numberText(node: NumberNode): string {
  const family = { 8: 'octal', 10: node.signed ? 'i' : 'u', 16: 'hex' }[node.radix];
  return `${node.prefix}${family}${node.bits}${node.width > 1 ? `, ${node.width} wide` : ''}`;
}

function textPiece(node: NodeOf<'text'>): Piece {
  const set = setText(writtenSet(node));
  const piece = new railroad.NonTerminal(node.max === 1 ? set : `text of ${set}`, {
    title: describe(node).join(),
  });
  return node.min === 0 ? new railroad.Optional(piece) : piece;
}

function repeatPiece(node: NodeOf<'repeat'>): Piece {
  const between = node.separator === '' ? undefined : terminal(node.separator);
  const Loop = node.min === 0 ? railroad.ZeroOrMore : railroad.OneOrMore;
  const loop = new Loop(pieceOf(node.body), between);
  const often = timesText(node);
  return often === '' ? loop : new railroad.Group(loop, often);
}

function timesText({ min, max, count }: NodeOf<'repeat'>): string {
  if (count !== undefined) return `as many as ${count}`;
  if (min === max) return `${min} times`;
  if (max < Infinity) return `${min} to ${max} times`;
  return min > 1 ? `at least ${min} times` : '';
}

function labelled(label: string, piece: Piece, notes: Notes): Piece {
  return new railroad.Group(piece, [label, ...conditions(notes)].join(', '));
}

function conditional(piece: Piece, notes: Notes): Piece {
  const words = conditions(notes);
  return words.length === 0 ? piece : new railroad.Group(piece, words.join(', '));
}

function conditions({ since, until, config, arch }: Notes): string[] {
  return [
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
    ...[config, arch].filter((condition) => condition !== undefined),
  ];
}

/** Sequences within sequences are one. */
function flat(items: readonly Node[]): readonly Node[] {
  return items.flatMap((item) => (item.kind === 'sequence' ? flat(item.items) : [item]));
}

/** Pieces one behind the other, in as many rows as they need. */
function rows(pieces: readonly Piece[]): Piece {
  const lines: Piece[][] = [[]];
  let width = 0;
  for (const piece of pieces) {
    const wide = piece.width + BETWEEN;
    if (width > 0 && width + wide > WIDEST) {
      lines.push([]);
      width = 0;
    }
    lines.at(-1)?.push(piece);
    width += wide;
  }
  const sequences = lines.map((line) => new railroad.Sequence(...line));
  return sequences.length === 1 && sequences[0] ? sequences[0] : new railroad.Stack(...sequences);
}
