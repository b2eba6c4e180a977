/** The printer: from a value to the text the kernel would print. The inverse of the parsers. */
import type { Bytes } from '../abi/index.js';
import { END, setOf, setText } from './byte-set.js';
import { describeNumber } from './describe.js';
import { quoted } from './failure.js';
import type { Node, NodeOf, NumberNode, TextNode } from './ir.js';
import { labelsOf, shapeOf } from './shape.js';
import { isWithin } from './types.js';
import { isRecord, type FieldRecord, type FieldValue } from './value.js';
import { numberText, textText } from './write-leaf.js';

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

/**
 * The text of `value`. Throws PrintFailure where a field is missing, unknown, of the wrong type or out of
 * range. What tolerant parsing kept in `extra` is printed behind the lines of its table, or where it stood.
 */
export function printValue(root: Node, value: FieldRecord): Bytes {
  const { extra, ...fields } = value;
  refuseUnknown(root, fields, '');
  return printFields(root, fields, '', { extra: isRecord(extra) ? extra : {}, tables: { left: true } });
}

interface Context {
  readonly extra: FieldRecord;
  /** Unknown lines are printed in the first table. */
  readonly tables: { left: boolean };
}
const NOTHING_EXTRA: Context = { extra: {}, tables: { left: false } };

function printFields(node: Node, record: FieldRecord, path: string, context: Context): Bytes {
  switch (node.kind) {
    case 'field':
      return printNode(node.body, record[node.label], join(path, node.label));
    case 'entry':
      return node.key + printNode(node.body, record[node.label], join(path, node.label)) + node.end;
    case 'sequence':
      return node.items.map((item) => printFields(item, record, path, context)).join('');
    case 'optional':
      return isPresent(node.body, record) ? printFields(node.body, record, path, context) : '';
    case 'choice':
      return printFields(chosen(node, record, path), record, path, context);
    case 'rule':
      return printFields(node.body, record, path, context);
    case 'table':
      return printFields(node.body, record, path, context) + unknownLines(node, context);
    case 'extra':
      return rawExtra(context.extra, node.label);
    case 'literal':
      return node.bytes;
    default:
      return printNode(node, undefined, path);
  }
}

function unknownLines(node: NodeOf<'table'>, context: Context): Bytes {
  if (!context.tables.left) return '';
  context.tables.left = false;
  return Object.keys(context.extra)
    .map((key) => key + node.keyEnd + rawExtra(context.extra, key) + node.end)
    .join('');
}

function rawExtra(extra: FieldRecord, key: string): Bytes {
  const text = extra[key];
  if (text === undefined || typeof text === 'string') return text ?? '';
  throw new PrintFailure(`extra.${key}`, 'is not a text');
}

/** Prints a node that is one value. */
function printNode(node: Node, value: FieldValue, path: string): Bytes {
  if (shapeOf(node).kind === 'record') return printRecord(node, value, path);
  switch (node.kind) {
    case 'literal':
      return node.bytes;
    case 'number':
      return printNumber(node, value, path);
    case 'text':
      return printText(node, value, path);
    case 'words':
      if (typeof value === 'string' && node.words.includes(value)) return value;
      throw wrong(path, value, node.words.map(quoted).join(', '));
    case 'raw':
      if (typeof value === 'string') return value;
      throw wrong(path, value, 'a text');
    case 'repeat':
      return printList(node, value, path);
    case 'sequence':
      return node.items.map((item) => printNode(item, value, path)).join('');
    case 'choice':
      return printFirstThatFits(node, value, path);
    case 'extra':
      return '';
    default:
      return printNode(node.body, value, path);
  }
}

function printRecord(node: Node, value: FieldValue, path: string): Bytes {
  if (value === undefined) throw new PrintFailure(path, 'is missing');
  if (!isRecord(value)) throw wrong(path, value, 'a record');
  refuseUnknown(node, value, path);
  return printFields(node, value, path, NOTHING_EXTRA);
}

function printNumber(node: NumberNode, value: FieldValue, path: string): Bytes {
  const isInteger = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  if (!isInteger) throw wrong(path, value, describeNumber(node));
  const number = BigInt(value);
  if (!isWithin(node, number)) throw wrong(path, value, describeNumber(node));
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

function printList(node: NodeOf<'repeat'>, value: FieldValue, path: string): Bytes {
  if (!Array.isArray(value)) throw wrong(path, value, 'a list');
  const { min, max } = node;
  if (value.length < min || value.length > max) throw wrong(path, value, `a list of ${min} to ${max} items`);
  const items = value.map((item: FieldValue, index) => printNode(node.body, item, `${path}[${index}]`));
  return items.join(node.separator);
}

function printFirstThatFits(node: NodeOf<'choice'>, value: FieldValue, path: string): Bytes {
  for (const option of node.options) {
    try {
      return printNode(option.body, value, path);
    } catch (thrown) {
      if (!(thrown instanceof PrintFailure)) throw thrown;
    }
  }
  throw wrong(path, value, 'a value of one of the alternatives');
}

/** Whether an optional part is there: any of its fields is. */
export function isPresent(node: Node, record: FieldRecord): boolean {
  return labelsOf(node).some(({ name }) => record[name] !== undefined);
}

function chosen(node: NodeOf<'choice'>, record: FieldRecord, path: string): Node {
  const fits = node.options.find(
    ({ body }) =>
      labelsOf(body).every(({ name, required }) => !required || record[name] !== undefined) &&
      labelsOf(node).every(
        ({ name }) => record[name] === undefined || labelsOf(body).some((l) => l.name === name),
      ),
  );
  if (fits) return fits.body;
  const names = node.options.map(({ body }) =>
    labelsOf(body)
      .map(({ name }) => name)
      .join(' and '),
  );
  throw new PrintFailure(path, `has the fields of none of its alternatives (${names.join(' | ')})`);
}

const KNOWN = new WeakMap<Node, ReadonlySet<string>>();

function knownLabels(node: Node): ReadonlySet<string> {
  let known = KNOWN.get(node);
  if (known === undefined) KNOWN.set(node, (known = new Set(labelsOf(node).map(({ name }) => name))));
  return known;
}

function refuseUnknown(node: Node, record: FieldRecord, path: string): void {
  const known = knownLabels(node);
  const unknown = Object.keys(record).find((label) => !known.has(label));
  if (unknown !== undefined) throw new PrintFailure(join(path, unknown), 'there is no such field');
}

function wrong(path: string, value: FieldValue, wanted: string): PrintFailure {
  if (value === undefined) return new PrintFailure(path, `is missing; it is ${wanted}`);
  return new PrintFailure(path, `${shown(value)} is not ${wanted}`);
}

function shown(value: FieldValue): string {
  if (typeof value === 'string') return quoted(value);
  return typeof value === 'object' ? 'what is given' : String(value);
}

function join(path: string, label: string): string {
  return path === '' ? label : `${path}.${label}`;
}
