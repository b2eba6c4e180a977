/** The built-in types of the notation, and which values they have. */
import type { BinaryNode, DecimalNode, NumberNode } from './ir.js';

type NumberType = Pick<NumberNode, 'radix' | 'bits' | 'signed'>;

function family(name: string, radix: 8 | 10 | 16, signed: boolean): [string, NumberType][] {
  return ([8, 16, 32, 64] as const).map((bits) => [`${name}${bits}`, { radix, bits, signed }]);
}

/** `u8` to `u64`, `i8` to `i64`, `hex8` to `hex64`, `octal8` to `octal64`. */
export const NUMBER_TYPES: ReadonlyMap<string, NumberType> = new Map([
  ...family('u', 10, false),
  ...family('i', 10, true),
  ...family('hex', 16, false),
  ...family('octal', 8, false),
]);

/** `decimal` and `decimal64`. */
export const DECIMAL_TYPES: ReadonlyMap<string, DecimalNode['bits']> = new Map([
  ['decimal', 32],
  ['decimal64', 64],
]);

/** `le16` to `le64`, `be16` to `be64`. */
export const BINARY_TYPES: ReadonlyMap<string, Pick<BinaryNode, 'bits' | 'endian'>> = new Map(
  ([16, 32, 64] as const).flatMap((bits): [string, Pick<BinaryNode, 'bits' | 'endian'>][] => [
    [`le${bits}`, { bits, endian: 'little' }],
    [`be${bits}`, { bits, endian: 'big' }],
  ]),
);

export const TYPE_NAMES: readonly string[] = [
  ...NUMBER_TYPES.keys(),
  ...DECIMAL_TYPES.keys(),
  ...BINARY_TYPES.keys(),
  ...['text', 'raw', 'extra', 'padded', 'same'],
];

/** The largest value of a number type. */
export function largest(type: NumberType): bigint {
  return (1n << BigInt(type.signed ? type.bits - 1 : type.bits)) - 1n;
}

/** The smallest value of a number type. */
export function smallest(type: NumberType): bigint {
  return type.signed ? -(1n << BigInt(type.bits - 1)) : 0n;
}

/** Whether values of a number type are `bigint` (all of 64 bits) or `number` (all others): by type, never by value. */
export function isBig(type: NumberType): boolean {
  return type.bits === 64;
}

/** Whether a number type has `value`. */
export function isWithin(type: NumberType, value: bigint): boolean {
  return (type.signed ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value)) === value;
}
