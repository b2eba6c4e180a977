/** Leaves as Go expressions that take them and give their values. */
import { largest } from '../../types.js';
import type { DecimalLeaf, IntegerLeaf, OperationOf, TextLeaf } from '../../plan/index.js';
import { goByte, goString, type GoText } from './go-text.js';
import { lookTest } from './looks.js';

/** An expression of type uint64 or int64. */
export function integerValue({ leaf, expected }: OperationOf<'integer'>, text: GoText): string {
  if (isPlain(leaf)) return `p.plain(${largest(leaf)}, ${expected})`;
  const name = text.defined('Integer', integerLiteral(leaf));
  return `p.${leaf.signed ? 'signed' : 'unsigned'}(&${name}, ${expected})`;
}

function isPlain({ radix, signed, prefix, spaces, exact, width }: IntegerLeaf): boolean {
  return radix === 10 && !signed && prefix === '' && !spaces && exact && width <= 1;
}

function integerLiteral(leaf: IntegerLeaf): string {
  return literal('integer', {
    radix: leaf.radix,
    bits: leaf.bits,
    isSigned: leaf.signed,
    prefix: leaf.prefix === '' ? false : goString(leaf.prefix),
    isUpper: leaf.upper,
    isSpaced: leaf.spaces,
    isExact: leaf.exact,
    width: leaf.width,
    isZeroPadded: leaf.pad === '0',
  });
}

/** An expression of type float64 (32 bits), uint64 or int64. */
export function decimalValue({ leaf, expected }: OperationOf<'decimal'>, text: GoText): string {
  const { digits, bits, signed, spaces, exact, width } = leaf;
  const parts = { digits, bits, isSigned: signed, isSpaced: spaces, isExact: exact, width };
  return `p.${decimalReader(leaf)}(&${text.defined('Decimal', literal('decimal', parts))}, ${expected})`;
}

function decimalReader({ bits, signed }: DecimalLeaf): string {
  if (bits === 32) return 'float';
  return signed ? 'scaledSigned' : 'scaledUnsigned';
}

/** An expression of type uint64. */
export function binaryValue({ bits, endian, expected }: OperationOf<'binary'>): string {
  return `p.binary(${bits / 8}, binary.${endian === 'little' ? 'LittleEndian' : 'BigEndian'}, ${expected})`;
}

/** An expression of type []byte. */
export function textValue({ leaf, expected }: OperationOf<'text'>, text: GoText): string {
  return `p.text(&${text.defined('Text', textLiteral(leaf, text))}, ${expected})`;
}

function textLiteral(leaf: TextLeaf, text: GoText): string {
  const { set, min, max, escapes, end } = leaf;
  const pairs = escapes.map(({ written, byte }) => `{${goString(written)}, ${goByte(byte)}}`);
  return literal('text', {
    set: `&${text.set(set)}`,
    min,
    max: max === Infinity ? 'unbounded' : max,
    escapes: pairs.length === 0 ? false : `[]escape{${pairs.join(', ')}}`,
    ...scanOf(end, text),
  });
}

function scanOf(end: TextLeaf['end'], text: GoText): Record<string, string | number> {
  switch (end.kind) {
    case 'run':
      return { scan: 'scanRun' };
    case 'length':
      return { scan: 'scanLength', length: end.bytes };
    case 'last':
      return { scan: 'scanLast', last: goString(end.last), within: goString(end.within) };
    case 'before': {
      const then = `func(p *parser) bool { return ${lookTest(end.then, text)} }`;
      return { scan: 'scanBefore', ends: goString(end.ends), then };
    }
  }
}

/** A literal on one line, without what is zero. */
function literal(type: string, parts: Readonly<Record<string, string | number | boolean>>): string {
  const given = Object.entries(parts).filter(([, value]) => value !== false && value !== 0);
  return `${type}{${given.map(([name, value]) => `${name}: ${String(value)}`).join(', ')}}`;
}
