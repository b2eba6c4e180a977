/** The sampler: texts that a format allows, made straight from the grammar; the rare ones are as likely as the plain. */
import type { Bytes } from '../abi/index.js';
import { behindEnds, type BehindEnds } from './behind-ends.js';
import { beginsLike } from './begins-like.js';
import { bytesOf, hasByte, setOf } from './byte-set.js';
import type { Beginning } from './decide.js';
import { decimalRange } from './decimal.js';
import {
  handle,
  type BinaryNode,
  type DecimalNode,
  type Handlers,
  type Node,
  type NodeOf,
  type NumberNode,
  type TextNode,
} from './ir.js';
import { Memory } from './memory.js';
import { largest, smallest } from './types.js';
import { binaryText, decimalText, numberText, paddedText, textText } from './write-leaf.js';
import { must } from './must.js';

/** Gives an integer from 0 to `max`; 0 is always the plainest choice, so that shrinking towards 0 simplifies. */
export type Draw = (max: number) => number;

/** A text of the format. Pure: the same draws give the same text. */
export function sampleText(root: Node, draw: Draw): Bytes {
  return sampleNode(root, { draw, memory: new Memory(root), behindEnds: behindEnds(root) });
}

/** How long a list gets at most, where the grammar sets no bound. */
const LONGEST_LIST = 8;

interface Sampling {
  readonly draw: Draw;
  readonly memory: Memory;
  readonly behindEnds: BehindEnds;
}

const SAMPLE: Handlers<[sampling: Sampling], Bytes> = {
  literal: (node) => node.bytes,
  number: (node, { draw }) => sampleNumber(node, draw),
  decimal: (node, { draw }) => sampleDecimal(node, draw),
  binary: (node, { draw }) => sampleBinary(node, draw),
  text: (node, { draw, behindEnds }) => sampleTextNode(node, draw, behindEnds),
  words: (node, { draw }) => must(node.words[draw(node.words.length - 1)]),
  same: (node, { memory }) => memory.textOf(node),
  extra: () => '',
  raw: (node, sampling) => sampleNode(node.body, sampling),
  rule: (node, sampling) => sampleNode(node.body, sampling),
  table: (node, sampling) => sampleNode(node.body, sampling),
  padded: (node, sampling) => paddedText(node, sampleNode(node.body, sampling)),
  field: sampleMember,
  entry: (node, sampling) => node.key + sampleMember(node, sampling) + node.end,
  sequence: (node, sampling) => node.items.map((item) => sampleNode(item, sampling)).join(''),
  choice: (node, sampling) =>
    sampleNode(must(node.options[sampling.draw(node.options.length - 1)]).body, sampling),
  optional: (node, sampling) => (sampling.draw(1) === 1 ? sampleNode(node.body, sampling) : ''),
  repeat: sampleList,
};

function sampleNode(node: Node, sampling: Sampling): Bytes {
  return handle(SAMPLE, node, sampling);
}

function sampleMember(node: NodeOf<'field' | 'entry'>, sampling: Sampling): Bytes {
  const text = sampleNode(node.body, sampling);
  sampling.memory.keepText(node.body, text);
  return text;
}

function sampleList(node: NodeOf<'repeat'>, sampling: Sampling): Bytes {
  const [min, max] = sampling.memory.boundsOf(node);
  const length = min + (min === max ? 0 : sampling.draw(Math.min(max - min, LONGEST_LIST)));
  sampling.memory.keepLength(node, length);
  return Array.from({ length }, () => sampleNode(node.body, sampling)).join(node.separator);
}

function sampleDecimal(node: DecimalNode, draw: Draw): Bytes {
  const [least, most] = decimalRange(node);
  const scale = 10n ** BigInt(node.digits);
  const edges = [0n, 1n, -1n, scale - 1n, scale, scale + 1n, most, least, (1n << 53n) + 1n];
  const values = [...new Set(edges)].filter((value) => value >= least && value <= most);
  const choice = draw(values.length);
  return decimalText(node, values[choice] ?? least + anyBelow(most - least + 1n, draw));
}

function sampleBinary(node: BinaryNode, draw: Draw): Bytes {
  const most = (1n << BigInt(node.bits)) - 1n;
  const edges = [0n, 1n, most, most >> 1n, 0x0a0dn];
  const choice = draw(edges.length);
  return binaryText(node, edges[choice] ?? anyBelow(most + 1n, draw));
}

function anyBelow(bound: bigint, draw: Draw): bigint {
  const high = BigInt(draw(0x7fffffff)) << 32n;
  return (high + BigInt(draw(0x7fffffff))) % bound;
}

function sampleNumber(node: NumberNode, draw: Draw): Bytes {
  const values = edgesOf(node);
  const choice = draw(values.length + 1);
  if (choice < values.length) return numberText(node, must(values[choice]));
  return numberText(node, smallest(node) + anyBelow(largest(node) - smallest(node) + 1n, draw));
}

const EDGES = new WeakMap<NumberNode, readonly bigint[]>();

function edgesOf(node: NumberNode): readonly bigint[] {
  let edges = EDGES.get(node);
  if (edges === undefined) EDGES.set(node, (edges = rareNumbers(node)));
  return edges;
}

/** Numbers at the edges: of the type, of its padding, and of what a double holds exactly. */
function rareNumbers(node: NumberNode): bigint[] {
  const full = BigInt(node.radix) ** BigInt(node.width);
  const edges = [0n, 1n, -1n, largest(node), smallest(node), (1n << 53n) + 1n, full - 1n, full];
  return [...new Set(edges)].filter((value) => value >= smallest(node) && value <= largest(node));
}

/** Texts that broke parsers of /proc. */
export const RARE_TEXTS: readonly Bytes[] = [
  'agent',
  ')',
  'a) R 1 (b',
  '\n',
  'new\nline',
  '\\',
  'back\\nslash\\',
  '\xff\xfe',
  '\xc3\x28',
  ' ',
  '\t',
  '\x1b[31m',
  '<script>',
  '# comment',
  '(deleted)',
  'Name:\tx\nState:\tZ (zombie)',
];

/** A text that ends where it shall: where its own end stands in it too early, that end is left out. */
function sampleTextNode(node: TextNode, draw: Draw, behind: BehindEnds): Bytes {
  const text = sampleBytes(node, draw);
  const { ends } = node;
  if (ends === undefined || !endsEarly(node, textText(node, text), must(behind.get(node))))
    return textText(node, text);
  const short = text.replaceAll(ends, '');
  const [other = 0] = bytesOf(node.set & ~setOf(ends));
  return textText(node, short.padEnd(node.min, String.fromCharCode(other)));
}

function endsEarly(node: TextNode, text: Bytes, behind: readonly Beginning[]): boolean {
  const ends = must(node.ends);
  const known = text + ends;
  for (let at = known.indexOf(ends); at < text.length; at = known.indexOf(ends, at + 1))
    if (beginsLike(known, at + ends.length, behind, false)) return true;
  return false;
}

function sampleBytes(node: TextNode, draw: Draw): Bytes {
  const fitting = fittingTexts(node);
  const choice = draw(fitting.length + 2);
  if (choice < fitting.length) return must(fitting[choice]);
  if (choice === fitting.length && node.min === 0) return '';
  const bytes = bytesOf(node.set);
  const longest =
    choice === fitting.length + 2 && node.max < Infinity
      ? node.max
      : node.min + draw(Math.min(node.max - node.min, 20));
  return Array.from({ length: longest }, () => String.fromCharCode(must(bytes[draw(bytes.length - 1)]))).join(
    '',
  );
}

const FITTING = new WeakMap<TextNode, readonly Bytes[]>();

function fittingTexts(node: TextNode): readonly Bytes[] {
  let fitting = FITTING.get(node);
  if (fitting === undefined)
    FITTING.set(node, (fitting = RARE_TEXTS.filter((text) => isAllowed(node, text))));
  return fitting;
}

function isAllowed(node: TextNode, text: Bytes): boolean {
  return (
    text.length >= node.min &&
    text.length <= node.max &&
    Array.from(text).every((byte) => hasByte(node.set, byte.charCodeAt(0)))
  );
}
