/** What a node expects, in words: for failures and for documentation. */
import { setText } from './byte-set.js';
import { quoted } from './failure.js';
import { decimalRange, scaledText } from './decimal.js';
import { handle, type DecimalNode, type Handlers, type Node, type NumberNode, type TextNode } from './ir.js';
import { writtenSet } from './lookahead.js';
import { largest, smallest } from './types.js';

/** What can stand where `node` begins. */
export function describe(node: Node): readonly string[] {
  switch (node.kind) {
    case 'literal':
      return [quoted(node.bytes)];
    case 'words':
      return node.words.map(quoted);
    case 'number':
      return [describeNumber(node)];
    case 'decimal':
      return [describeDecimal(node)];
    case 'binary':
      return [`${node.bits / 8} bytes`];
    case 'same':
      return [`${node.label} again`];
    case 'text':
      return [describeText(node)];
    case 'entry':
      return [quoted(node.key)];
    case 'extra':
      return [];
    case 'sequence':
      return describeSequence(node.items);
    case 'choice':
      return node.options.flatMap((option) => describe(option.body));
    default:
      return describe(node.body);
  }
}

/** A number in words: `a decimal number from 0 to 4294967295`. */
export function describeNumber(node: NumberNode): string {
  const name = { 8: 'an octal', 10: 'a decimal', 16: 'a hexadecimal' }[node.radix];
  const digits = (value: bigint): string =>
    (value < 0n ? '-' : '') + node.prefix + value.toString(node.radix).replace('-', '');
  const width = node.width > 1 ? `, ${node.width} wide` : '';
  return `${name} number from ${digits(smallest(node))} to ${digits(largest(node))}${width}`;
}

/** A decimal fraction in words: `a number with 2 digits behind the point, from 0 to 4294967295.99`. */
export function describeDecimal(node: DecimalNode): string {
  const [least, most] = decimalRange(node);
  const width = node.width > 1 ? `, ${node.width} wide` : '';
  const digits = `${node.digits} ${node.digits === 1 ? 'digit' : 'digits'} behind the point`;
  return `a number with ${digits}, from ${scaledText(node, least)} to ${scaledText(node, most)}${width}`;
}

function describeText(node: TextNode): string {
  const set = setText(writtenSet(node));
  if (node.ends !== undefined) return `a text of ${set} up to ${quoted(node.ends)}`;
  if (node.last !== undefined) return `a text of ${set} up to the last ${quoted(node.last)}`;
  return node.max === 1 ? set : `a text of ${set}`;
}

function describeSequence(items: readonly Node[]): readonly string[] {
  const words: string[] = [];
  for (const item of items) {
    words.push(...describe(item));
    if (!mayBeEmpty(item)) break;
  }
  return words;
}

/** Whether `node` matches the empty text. */
export function mayBeEmpty(node: Node): boolean {
  return handle(MAY_BE_EMPTY, node);
}

const MAY_BE_EMPTY: Handlers<[], boolean> = {
  literal: ({ bytes }) => bytes === '',
  number: () => false,
  decimal: () => false,
  binary: () => false,
  words: () => false,
  entry: () => false,
  extra: () => true,
  optional: () => true,
  text: ({ min }) => min === 0,
  repeat: ({ min, body }) => min === 0 || mayBeEmpty(body),
  sequence: ({ items }) => items.every(mayBeEmpty),
  choice: ({ options }) => options.some(({ body }) => mayBeEmpty(body)),
  same: ({ of }) => mayBeEmpty(of),
  padded: ({ width, body }) => width === 0 && mayBeEmpty(body),
  raw: ({ body }) => mayBeEmpty(body),
  field: ({ body }) => mayBeEmpty(body),
  rule: ({ body }) => mayBeEmpty(body),
  table: ({ body }) => mayBeEmpty(body),
};
