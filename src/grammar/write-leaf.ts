/** The written form of leaves: numbers with their padding, texts with their escapes. */
import type { Bytes } from '../abi/index.js';
import { scaledText } from './decimal.js';
import type { BinaryNode, DecimalNode, Escape, NodeOf, NumberNode, TextNode } from './ir.js';

/** The canonical text of a number, padded to its width. */
export function numberText(node: NumberNode, value: bigint): Bytes {
  let digits = (value < 0n ? -value : value).toString(node.radix);
  if (node.upper) digits = digits.toUpperCase();
  if (node.pad === '0') digits = digits.padStart(node.width, '0');
  const text = (value < 0n ? '-' : '') + node.prefix + digits;
  return node.pad === ' ' ? text.padStart(node.width, ' ') : text;
}

/** The canonical text of a scaled integer, padded to its width. */
export function decimalText(node: DecimalNode, scaled: bigint): Bytes {
  return scaledText(node, scaled).padStart(node.width, ' ');
}

/** The bytes of an integer that stands as bits. */
export function binaryText(node: BinaryNode, value: bigint): Bytes {
  const bytes = Array.from({ length: node.bits / 8 }, (_, index) =>
    String.fromCharCode(Number((value >> BigInt(8 * index)) & 0xffn)),
  );
  return (node.endian === 'little' ? bytes : bytes.reverse()).join('');
}

/** A text with spaces behind it or before it, up to the width of its node. */
export function paddedText(node: NodeOf<'padded'>, text: Bytes): Bytes {
  return node.align === 'left' ? text.padEnd(node.width, ' ') : text.padStart(node.width, ' ');
}

/** A text with the bytes escaped that its node escapes. */
export function textText(node: TextNode, value: Bytes): Bytes {
  const { escape } = node;
  if (!escape) return value;
  return Array.from(value)
    .map((byte) => (escape.bytes.includes(byte) ? escapedByte(byte, escape) : byte))
    .join('');
}

const LETTERS: Readonly<Record<Bytes, string>> = { '\n': 'n', '\t': 't', '\r': 'r', '\f': 'f', '\v': 'v' };

/** How one byte is written when it is escaped. */
export function escapedByte(byte: Bytes, escape: Escape): Bytes {
  if (escape.scheme === 'backslash') return `\\${LETTERS[byte] ?? byte}`;
  return `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
