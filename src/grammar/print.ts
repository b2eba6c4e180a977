/** The printer: from a value to the text the kernel would print. The inverse of the parsers. */
import type { Bytes } from '../abi/index.js';
import type { Node, NodeOf } from './ir.js';
import { Memory } from './memory.js';
import { isLeaf, PrintFailure, printLeaf, wrong } from './print-leaf.js';
import { labelsOf, shapeOf } from './shape.js';
import { must } from './must.js';
import { isRecord, type FieldRecord, type FieldValue } from './value.js';
import { paddedText } from './write-leaf.js';

export { PrintFailure };

/**
 * The text of `value`. Throws PrintFailure where a field is missing, unknown, of the wrong type or out of
 * range. What tolerant parsing kept in `extra` is printed behind the lines of its table, or where it stood.
 */
export function printValue(root: Node, value: FieldRecord): Bytes {
  return printRecord(root, value, '', new Memory(root));
}

/** What of a record is printed apart from its fields, and what was printed that later parts refer to. */
interface Context {
  readonly extra: FieldRecord;
  /** Unknown lines are printed in the first table. */
  readonly tables: { left: boolean };
  readonly memory: Memory;
}

function printFields(node: Node, record: FieldRecord, path: string, context: Context): Bytes {
  switch (node.kind) {
    case 'field':
      return printMember(node, record, path, context.memory);
    case 'entry':
      return node.key + printMember(node, record, path, context.memory) + node.end;
    case 'sequence':
      return node.items.map((item) => printFields(item, record, path, context)).join('');
    case 'optional':
      return isPresent(node.body, record) ? printFields(node.body, record, path, context) : '';
    case 'choice':
      return firstThatFits(fitting(node, record, path), (body) => printFields(body, record, path, context));
    case 'rule':
      return printFields(node.body, record, path, context);
    case 'padded':
      return paddedText(node, printFields(node.body, record, path, context));
    case 'table':
      return printFields(node.body, record, path, context) + unknownLines(node, context);
    case 'extra':
      return rawExtra(context.extra, node.label);
    default:
      return printNode(node, undefined, path, context.memory);
  }
}

function printMember(
  node: NodeOf<'field' | 'entry'>,
  record: FieldRecord,
  path: string,
  memory: Memory,
): Bytes {
  const text = printNode(node.body, record[node.label], join(path, node.label), memory);
  memory.keepText(node.body, text);
  return text;
}

function unknownLines(node: NodeOf<'table'>, context: Context): Bytes {
  if (!context.tables.left) return '';
  context.tables.left = false;
  return Object.keys(context.extra)
    .map((key) => (key + node.keyEnd).padEnd(node.keyWidth) + rawExtra(context.extra, key) + node.end)
    .join('');
}

function rawExtra(extra: FieldRecord, key: string): Bytes {
  const text = extra[key];
  if (text === undefined || typeof text === 'string') return text ?? '';
  throw new PrintFailure(`extra.${key}`, 'is not a text');
}

/** Prints a node that is one value. */
function printNode(node: Node, value: FieldValue, path: string, memory: Memory): Bytes {
  if (shapeOf(node).kind === 'record') return printRecord(node, value, path, memory);
  if (isLeaf(node)) return printLeaf(node, value, path);
  switch (node.kind) {
    case 'literal':
      return node.bytes;
    case 'same':
      return memory.textOf(node);
    case 'repeat':
      return printList(node, value, path, memory);
    case 'sequence':
      return node.items.map((item) => printNode(item, value, path, memory)).join('');
    case 'choice':
      return printValueOfChoice(node, value, path, memory);
    case 'padded':
      return paddedText(node, printNode(node.body, value, path, memory));
    case 'extra':
      return '';
    default:
      return printNode(node.body, value, path, memory);
  }
}

function printRecord(node: Node, value: FieldValue, path: string, memory: Memory): Bytes {
  if (value === undefined) throw new PrintFailure(path, 'is missing');
  if (!isRecord(value)) throw wrong(path, value, 'a record');
  const { extra, ...fields } = value;
  const isExtra = isRecord(extra) && !knownLabels(node).has('extra');
  refuseUnknown(node, isExtra ? fields : value, path);
  const context = { extra: isExtra ? extra : {}, tables: { left: isExtra }, memory };
  return printFields(node, value, path, context);
}

function printList(node: NodeOf<'repeat'>, value: FieldValue, path: string, memory: Memory): Bytes {
  if (!Array.isArray(value)) throw wrong(path, value, 'a list');
  const [min, max] = memory.boundsOf(node);
  if (value.length < min || value.length > max) throw wrong(path, value, `a list of ${min} to ${max} items`);
  memory.keepLength(node, value.length);
  const items = value.map((item: FieldValue, index) =>
    printNode(node.body, item, `${path}[${index}]`, memory),
  );
  return items.join(node.separator);
}

/** What `print` gives for the first alternative that it can print; the failure of the last, if there is none. */
function firstThatFits(options: readonly Node[], print: (option: Node) => Bytes): Bytes {
  for (const option of options.slice(0, -1)) {
    try {
      return print(option);
    } catch (thrown) {
      if (!(thrown instanceof PrintFailure)) throw thrown;
    }
  }
  return print(must(options.at(-1)));
}

function printValueOfChoice(node: NodeOf<'choice'>, value: FieldValue, path: string, memory: Memory): Bytes {
  const options = node.options.map(({ body }) => body);
  try {
    return firstThatFits(options, (body) => printNode(body, value, path, memory));
  } catch (thrown) {
    if (!(thrown instanceof PrintFailure)) throw thrown;
    throw wrong(path, value, 'a value of one of the alternatives');
  }
}

/** Whether an optional part is there: any of its fields is. */
export function isPresent(node: Node, record: FieldRecord): boolean {
  return labelsOf(node).some(({ name }) => record[name] !== undefined);
}

/** The alternatives that have all fields of the record, and no others that must be there. */
function fitting(node: NodeOf<'choice'>, record: FieldRecord, path: string): readonly Node[] {
  const fits = node.options.filter(
    ({ body }) =>
      labelsOf(body).every(({ name, required }) => !required || record[name] !== undefined) &&
      labelsOf(node).every(
        ({ name }) => record[name] === undefined || labelsOf(body).some((l) => l.name === name),
      ),
  );
  if (fits.length > 0) return fits.map(({ body }) => body);
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

function join(path: string, label: string): string {
  return path === '' ? label : `${path}.${label}`;
}
