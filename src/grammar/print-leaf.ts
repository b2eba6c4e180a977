/** The printer's leaves: one value to its text, or why no text says it. */
import type { Bytes } from '../abi/index.js';
import { END, setOf, setText } from './byte-set.js';
import { decimalRange, scaledOf } from './decimal.js';
import { describeDecimal, describeNumber } from './describe.js';
import { quoted } from './failure.js';
import type { BinaryNode, DecimalNode, Node, NodeKind, NodeOf, NumberNode, TextNode } from './ir.js';
import { isWithin } from './types.js';
import type { FieldValue } from './value.js';
import { binaryText, decimalText, numberText, textText } from './write-leaf.js';

/** Why a value cannot be printed: no text of the format says it. `path` is the field, `Uid.real`. */
export class PrintFailure extends Error {
  override name = 'PrintFailure';
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`${path === '' ? 'the value' : path}: ${problem}`);
  }
}

/** A node whose value is one number or one text. */
export type Leaf = NodeOf<'number' | 'decimal' | 'binary' | 'text' | 'words' | 'raw'>;

const LEAVES: readonly NodeKind[] = ['number', 'decimal', 'binary', 'text', 'words', 'raw'];

/** Whether the value of `node` is one number or one text. */
export function isLeaf(node: Node): node is Leaf {
  return LEAVES.includes(node.kind);
}

/** The text of a leaf. Throws PrintFailure where no text says `value`. */
export function printLeaf(node: Leaf, value: FieldValue, path: string): Bytes {
  switch (node.kind) {
    case 'number':
      return printNumber(node, value, path);
    case 'decimal':
      return printDecimal(node, value, path);
    case 'binary':
      return printBinary(node, value, path);
    case 'text':
      return printText(node, value, path);
    case 'words':
      if (typeof value === 'string' && node.words.includes(value)) return value;
      throw wrong(path, value, node.words.map(quoted).join(', '));
    case 'raw':
      if (typeof value === 'string') return value;
      throw wrong(path, value, 'a text');
  }
}

function printDecimal(node: DecimalNode, value: FieldValue, path: string): Bytes {
  const scaled = scaledOf(node, value);
  const [least, most] = decimalRange(node);
  if (scaled === undefined || scaled < least || scaled > most)
    throw wrong(path, value, describeDecimal(node));
  return decimalText(node, scaled);
}

function printBinary(node: BinaryNode, value: FieldValue, path: string): Bytes {
  const number = integerOf(value);
  if (number === undefined || BigInt.asUintN(node.bits, number) !== number)
    throw wrong(path, value, `an integer of ${node.bits} bits`);
  return binaryText(node, number);
}

function integerOf(value: FieldValue): bigint | undefined {
  const isInteger = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  return isInteger ? BigInt(value) : undefined;
}

function printNumber(node: NumberNode, value: FieldValue, path: string): Bytes {
  const number = integerOf(value);
  if (number === undefined || !isWithin(node, number)) throw wrong(path, value, describeNumber(node));
  return numberText(node, number);
}

function printText(node: TextNode, value: FieldValue, path: string): Bytes {
  if (typeof value !== 'string') throw wrong(path, value, 'a text');
  const { min, max } = node;
  if (value.length < min || value.length > max) throw wrong(path, value, `a text of ${min} to ${max} bytes`);
  const isOutside = value !== '' && ((setOf(value) & ~node.set) !== 0n || setOf(value) >= END);
  if (isOutside) throw wrong(path, value, `a text of ${setText(node.set)}`);
  return textText(node, value);
}

/** The failure of `value`, where `wanted` is wanted. */
export function wrong(path: string, value: FieldValue, wanted: string): PrintFailure {
  if (value === undefined) return new PrintFailure(path, `is missing; it is ${wanted}`);
  return new PrintFailure(path, `${shown(value)} is not ${wanted}`);
}

function shown(value: FieldValue): string {
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'object' ? 'what is given' : String(value);
}
