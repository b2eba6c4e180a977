/** Values for fields that nobody gave: what `render` prints where a model does not know. */
import { decimalValue } from './decimal.js';
import { handle, type Handlers, type Node, type Notes } from './ir.js';
import { Memory } from './memory.js';
import { isPresent } from './print.js';
import { listOf } from './references.js';
import { shapeOf } from './shape.js';
import { isBig } from './types.js';
import { isRecord, type FieldRecord, type FieldValue } from './value.js';
import { must } from './must.js';

/**
 * `partial` with every required field that it lacks: its @default, else 0, the empty text, the empty list,
 * the first word. Optional parts appear if one of their fields is given or they have a @default, and are then
 * completed.
 */
export function withDefaults(root: Node, partial: FieldRecord): FieldRecord {
  return completed(root, partial, new Memory(root));
}

function completed(root: Node, partial: FieldRecord, memory: Memory): FieldRecord {
  const value: Record<string, FieldValue> = {};
  fill(root, partial, value, memory);
  for (const [label, given] of Object.entries(partial)) value[label] ??= given;
  return value;
}

function fill(node: Node, given: FieldRecord, into: Record<string, FieldValue>, memory: Memory): void {
  switch (node.kind) {
    case 'field':
    case 'entry':
      into[node.label] = complete(node.body, given[node.label], node.notes, memory);
      return;
    case 'sequence':
      for (const item of node.items) fill(item, given, into, memory);
      return;
    case 'optional':
      if (isPresent(node.body, given) || node.notes.default !== undefined)
        fill(node.body, given, into, memory);
      return;
    case 'choice': {
      const option = node.options.find(({ body }) => isPresent(body, given)) ?? must(node.options[0]);
      fill(option.body, given, into, memory);
      return;
    }
    default:
      if ('body' in node) fill(node.body, given, into, memory);
  }
}

function complete(node: Node, given: FieldValue, notes: Notes, memory: Memory): FieldValue {
  const { kind } = shapeOf(node);
  if (kind === 'record') {
    const record = given === undefined ? {} : given;
    return isRecord(record) ? completed(node, record, memory) : record;
  }
  const value = given ?? handle(DEFAULTS, node, notes.default, memory);
  return kind === 'list' && Array.isArray(value) ? completeList(node, value, memory) : value;
}

/** A list whose elements are records with fields of which some may be missing. */
function completeList(node: Node, items: readonly FieldValue[], memory: Memory): FieldValue {
  const list = listOf(node);
  if (!list) return items;
  memory.keepLength(list, items.length);
  return items.map((item) => complete(list.body, item, {}, memory));
}

const DEFAULTS: Handlers<[text: string | undefined, memory: Memory], FieldValue> = {
  number: (node, text = '0') => {
    const value = BigInt({ 8: '0o', 10: '', 16: '0x' }[node.radix] + text);
    return isBig(node) ? value : Number(value);
  },
  decimal: (node, text) => decimalValue(node, BigInt((text ?? '0').replace('.', ''))),
  binary: (node, text = '0') => (node.bits === 64 ? BigInt(text) : Number(text)),
  same: () => undefined,
  padded: (node, text, memory) => handle(DEFAULTS, node.body, text, memory),
  words: (node, text) => text ?? node.words[0],
  text: (_, text) => text ?? '',
  raw: (_, text) => text ?? '0',
  repeat: (node, _, memory) =>
    Array.from({ length: memory.boundsOf(node)[0] }, () => complete(node.body, undefined, {}, memory)),
  sequence: (node, text, memory) =>
    node.items.map((item) => handle(DEFAULTS, item, text, memory)).find((value) => value !== undefined),
  choice: (node, text, memory) => handle(DEFAULTS, must(node.options[0]).body, text, memory),
  field: (node, text, memory) => handle(DEFAULTS, node.body, text, memory),
  rule: (node, text, memory) => handle(DEFAULTS, node.body, text, memory),
  optional: (node, text, memory) => handle(DEFAULTS, node.body, text, memory),
  table: () => undefined,
  entry: () => undefined,
  literal: () => undefined,
  extra: () => undefined,
};
