/** Decimal fractions: `12.34` is the scaled integer 1234 with two digits behind the point. */
import type { Bytes } from '../abi/index.js';
import type { DecimalNode } from './ir.js';
import type { FieldValue } from './value.js';

/** The smallest and the largest scaled integer of a node. */
export function decimalRange(node: DecimalNode): readonly [least: bigint, most: bigint] {
  if (node.bits === 64) return node.signed ? [-(1n << 63n), (1n << 63n) - 1n] : [0n, (1n << 64n) - 1n];
  const scale = 10n ** BigInt(node.digits);
  const [least, most] = node.signed ? [1n << 31n, (1n << 31n) - 1n] : [0n, (1n << 32n) - 1n];
  return [node.signed ? -(least * scale + scale - 1n) : 0n, most * scale + scale - 1n];
}

/** The canonical text of a scaled integer, without padding. */
export function scaledText(node: DecimalNode, scaled: bigint): Bytes {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(node.digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -node.digits)}.${digits.slice(-node.digits)}`;
}

/** The value that `scaled` is: correctly rounded for 32 bits, itself for 64. */
export function decimalValue(node: DecimalNode, scaled: bigint): number | bigint {
  return node.bits === 64 ? scaled : Number(scaledText(node, scaled));
}

/** The scaled integer of a value; `undefined` if no text of the node says it. */
export function scaledOf(node: DecimalNode, value: FieldValue): bigint | undefined {
  if (node.bits === 64) return typeof value === 'bigint' ? value : undefined;
  if (typeof value !== 'number' || !(Math.abs(value) < 2 ** 33)) return undefined;
  const text = value.toFixed(node.digits);
  return Number(text) === value ? BigInt(text.replace('.', '')) : undefined;
}
