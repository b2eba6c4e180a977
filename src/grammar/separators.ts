/** What stands between the values of a text, derived from its grammar. */
import type { Bytes } from '../abi/index.js';
import { walk, type Node } from './ir.js';
import { shapeOf } from './shape.js';
import { must } from './must.js';

/** Bytes that separate; `tab` and `space` say which of the two they hold. */
export interface Separators {
  /** Between a key and its value, in tables. */
  readonly keyAndValue: readonly Bytes[];
  /** Between two values. */
  readonly values: readonly Bytes[];
  /** Behind each line of a table. */
  readonly lines: readonly Bytes[];
  /** Numbers are padded with these. */
  readonly padding: readonly Bytes[];
  readonly tabs: boolean;
  readonly spaces: boolean;
}

/** The separators of `root`. */
export function separatorsOf(root: Node): Separators {
  const nodes = [...walk(root)];
  const tables = nodes.filter((node) => node.kind === 'table');
  const keyAndValue = distinct(tables.map((table) => table.keyEnd));
  const lines = distinct(tables.map((table) => table.end));
  const values = distinct(nodes.flatMap(betweenValues));
  const padding = distinct(nodes.flatMap(paddingOf));
  const all = [...keyAndValue, ...values].join('');
  return { keyAndValue, values, lines, padding, tabs: all.includes('\t'), spaces: all.includes(' ') };
}

function paddingOf(node: Node): Bytes[] {
  if (node.kind === 'number' && node.width > 1) return [node.pad];
  const isPadded = node.kind === 'padded' || (node.kind === 'decimal' && node.width > 1);
  return isPadded || (node.kind === 'table' && node.keyWidth > 0) ? [' '] : [];
}

function betweenValues(node: Node): Bytes[] {
  if (node.kind === 'repeat') {
    if (node.separator !== '') return [node.separator];
    return node.body.kind === 'rule' ? trailing(node.body.body) : trailing(node.body);
  }
  if (node.kind !== 'sequence') return [];
  const first = node.items.findIndex(hasValue);
  const last = node.items.findLastIndex(hasValue);
  return node.items.flatMap((item, index) => {
    if (item.kind === 'literal' && index > first && index < last) return [item.bytes];
    return index > first && index <= last && item.kind !== 'literal' ? leading(item) : [];
  });
}

function leading(node: Node): Bytes[] {
  if (node.kind === 'literal') return [node.bytes];
  if (node.kind === 'sequence') return leading(must(node.items[0]));
  return node.kind === 'optional' || node.kind === 'rule' ? leading(node.body) : [];
}

/** What ends each element of a repetition separates it from the next. */
function trailing(node: Node): Bytes[] {
  if (node.kind === 'literal') return [node.bytes];
  return node.kind === 'sequence' ? trailing(must(node.items.at(-1))) : [];
}

function hasValue(node: Node): boolean {
  return shapeOf(node).kind !== 'nothing' && node.kind !== 'extra';
}

function distinct(items: readonly Bytes[]): readonly Bytes[] {
  return [...new Set(items)].sort();
}
