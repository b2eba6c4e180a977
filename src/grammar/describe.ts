/** What a node expects, in words: for failures and for documentation. */
import { setText } from './byte-set.js';
import { quoted } from './failure.js';
import type { Node, NumberNode, TextNode } from './ir.js';
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

function describeText(node: TextNode): string {
  const set = setText(writtenSet(node));
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
  switch (node.kind) {
    case 'literal':
      return node.bytes === '';
    case 'number':
    case 'words':
    case 'entry':
      return false;
    case 'text':
    case 'repeat':
      return node.min === 0;
    case 'extra':
    case 'optional':
      return true;
    case 'sequence':
      return node.items.every(mayBeEmpty);
    case 'choice':
      return node.options.some((option) => mayBeEmpty(option.body));
    default:
      return mayBeEmpty(node.body);
  }
}
