/** Every byte that may stand anywhere in what a node matches. */
import { ANY_BYTE, DIGITS, EMPTY, setOf, type ByteSet } from './byte-set.js';
import { childrenOf, type Node, type NumberNode } from './ir.js';
import { digitSet, writtenSet } from './lookahead.js';

/** The set of all bytes that some text of `node` holds. */
export function bytesWithin(node: Node): ByteSet {
  return childrenOf(node).reduce((set, child) => set | bytesWithin(child), ownBytes(node));
}

function ownBytes(node: Node): ByteSet {
  if (node.kind === 'literal') return setOf(node.bytes);
  if (node.kind === 'words') return setOf(node.words.join(''));
  if (node.kind === 'text') return writtenSet(node);
  if (node.kind === 'repeat') return setOf(node.separator);
  if (node.kind === 'entry') return setOf(node.key + node.end);
  if (node.kind === 'binary') return ANY_BYTE;
  if (node.kind === 'padded') return setOf(' ');
  if (node.kind === 'same') return bytesWithin(node.of);
  if (node.kind === 'decimal')
    return DIGITS | setOf(`.${node.signed ? '-' : ''}${node.width > 1 ? ' ' : ''}`);
  return node.kind === 'number' ? numberBytes(node) : EMPTY;
}

function numberBytes(node: NumberNode): ByteSet {
  const sign = node.signed ? '-' : '';
  const pad = node.width > 1 ? node.pad : '';
  return digitSet(node) | setOf(sign + pad + node.prefix);
}
