/** The sampler: texts that a format allows, made straight from the grammar; the rare ones are as likely as the plain. */
import type { Bytes } from '../abi/index.js';
import { bytesOf, hasByte } from './byte-set.js';
import type { Node, NodeOf, NumberNode, TextNode } from './ir.js';
import { largest, smallest } from './types.js';
import { numberText, textText } from './write-leaf.js';
import { must } from './must.js';

/** Gives an integer from 0 to `max`; 0 is always the plainest choice, so that shrinking towards 0 simplifies. */
export type Draw = (max: number) => number;

/** A text of the format. Pure: the same draws give the same text. */
export function sampleText(root: Node, draw: Draw): Bytes {
  switch (root.kind) {
    case 'literal':
      return root.bytes;
    case 'number':
      return sampleNumber(root, draw);
    case 'text':
      return textText(root, sampleBytes(root, draw));
    case 'words':
      return must(root.words[draw(root.words.length - 1)]);
    case 'extra':
      return '';
    case 'entry':
      return root.key + sampleText(root.body, draw) + root.end;
    case 'sequence':
      return root.items.map((item) => sampleText(item, draw)).join('');
    case 'choice':
      return sampleText(must(root.options[draw(root.options.length - 1)]).body, draw);
    case 'optional':
      return draw(1) === 1 ? sampleText(root.body, draw) : '';
    case 'repeat':
      return sampleList(root, draw);
    default:
      return sampleText(root.body, draw);
  }
}

/** How long a list gets at most, where the grammar sets no bound. */
const LONGEST_LIST = 8;

function sampleList(node: NodeOf<'repeat'>, draw: Draw): Bytes {
  const length = node.min + draw(Math.min(node.max - node.min, LONGEST_LIST));
  return Array.from({ length }, () => sampleText(node.body, draw)).join(node.separator);
}

function sampleNumber(node: NumberNode, draw: Draw): Bytes {
  const values = edgesOf(node);
  const choice = draw(values.length + 1);
  if (choice < values.length) return numberText(node, must(values[choice]));
  const span = largest(node) - smallest(node) + 1n;
  const high = BigInt(draw(0x7fffffff)) << 32n;
  return numberText(node, smallest(node) + ((high + BigInt(draw(0x7fffffff))) % span));
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
