/** Leaves as Python expressions that take them and give their values. */
import { largest } from '../../types.js';
import type { DecimalLeaf, IntegerLeaf, OperationOf, TextLeaf } from '../../plan/index.js';
import { lookTest, matcher, bytesPattern, setPattern } from './patterns.js';
import { pythonBytes, type PythonText } from './python-text.js';

/** An expression of type int. */
export function integerValue({ leaf, expected }: OperationOf<'integer'>, text: PythonText): string {
  if (isPlain(leaf)) return `p.plain(${largest(leaf)}, ${expected})`;
  return `p.integer(${text.defined('INTEGER', integerLeaf(leaf))}, ${expected})`;
}

function isPlain({ radix, signed, prefix, spaces, exact, width }: IntegerLeaf): boolean {
  return radix === 10 && !signed && prefix === '' && !spaces && exact && width <= 1;
}

function integerLeaf(leaf: IntegerLeaf): string {
  const { radix, bits, prefix, width } = leaf;
  const flags = [leaf.signed, leaf.upper, leaf.spaces, leaf.exact, leaf.pad === '0'].map(pythonBool);
  return `Integer(${[radix, bits, pythonBytes(prefix), width, ...flags].join(', ')})`;
}

/** An expression of type float (32 bits) or int. */
export function decimalValue({ leaf, expected }: OperationOf<'decimal'>, text: PythonText): string {
  const read = leaf.bits === 32 ? 'decimal' : 'scaled';
  return `p.${read}(${text.defined('DECIMAL', decimalLeaf(leaf))}, ${expected})`;
}

function decimalLeaf({ digits, bits, width, signed, spaces, exact }: DecimalLeaf): string {
  return `Decimal(${[digits, bits, width, ...[signed, spaces, exact].map(pythonBool)].join(', ')})`;
}

/** An expression of type int. */
export function binaryValue({ bits, endian, expected }: OperationOf<'binary'>): string {
  return `p.binary(${bits / 8}, "${endian}", ${expected})`;
}

/** An expression of type bytes. */
export function textValue({ leaf, expected }: OperationOf<'text'>, text: PythonText): string {
  const { min, max, escapes } = leaf;
  const scanned = `${scan(leaf, expected, text)}, ${min}, ${max === Infinity ? 'UNBOUNDED' : max}, ${expected}`;
  if (escapes.length === 0) return `p.text(${scanned})`;
  const pairs = escapes.map(({ written, byte }) => `${pythonBytes(written)}: ${pythonBytes(byte)}`);
  return `p.escaped(${scanned}, ${text.defined('ESCAPES', `{${pairs.join(', ')}}`)})`;
}

/** An expression for the place where the text ends. */
function scan({ set, end, min }: TextLeaf, expected: number, text: PythonText): string {
  const one = setPattern(set);
  const run = matcher('RUN', `${one}*`, text);
  switch (end.kind) {
    case 'run':
      return `p.run(${run})`;
    case 'length':
      return `p.run(${matcher('RUN', `${one}{0,${end.bytes}}`, text)})`;
    case 'last':
      return `p.last(${run}, ${pythonBytes(end.last)}, ${pythonBytes(end.within)}, ${expected})`;
    case 'before': {
      const look = lookTest(end.then, text).split('(')[0] ?? '';
      return `p.before(${run}, ${pythonBytes(end.ends)}, ${look}, ${min}, ${expected})`;
    }
  }
}

/** An expression of type bytes. */
export function wordValue({ words, expected }: OperationOf<'words'>, text: PythonText): string {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  return `p.word(${matcher('WORDS', longestFirst.map(bytesPattern).join('|'), text)}, ${expected})`;
}

function pythonBool(value: boolean): string {
  return value ? 'True' : 'False';
}
