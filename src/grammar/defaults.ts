/** Values for fields that nobody gave: what `render` prints where a model does not know. */
import { decimalValue } from './decimal.js';
import { handle, type Handlers, type Node, type Notes } from './ir.js';
import { isPresent } from './print.js';
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
  const value: Record<string, FieldValue> = {};
  fill(root, partial, value);
  for (const [label, given] of Object.entries(partial)) value[label] ??= given;
  return value;
}

function fill(node: Node, given: FieldRecord, into: Record<string, FieldValue>): void {
  switch (node.kind) {
    case 'field':
    case 'entry':
      into[node.label] = complete(node.body, given[node.label], node.notes);
      return;
    case 'sequence':
      for (const item of node.items) fill(item, given, into);
      return;
    case 'optional':
      if (isPresent(node.body, given) || node.notes.default !== undefined) fill(node.body, given, into);
      return;
    case 'choice': {
      const option = node.options.find(({ body }) => isPresent(body, given)) ?? must(node.options[0]);
      fill(option.body, given, into);
      return;
    }
    default:
      if ('body' in node) fill(node.body, given, into);
  }
}

function complete(node: Node, given: FieldValue, notes: Notes): FieldValue {
  if (shapeOf(node).kind === 'record') {
    const record = given === undefined ? {} : given;
    return isRecord(record) ? withDefaults(node, record) : record;
  }
  return given ?? handle(DEFAULTS, node, notes.default);
}

const DEFAULTS: Handlers<[text: string | undefined], FieldValue> = {
  number: (node, text = '0') => {
    const value = BigInt({ 8: '0o', 10: '', 16: '0x' }[node.radix] + text);
    return isBig(node) ? value : Number(value);
  },
  decimal: (node, text) => decimalValue(node, BigInt((text ?? '0').replace('.', ''))),
  binary: (node, text = '0') => (node.bits === 64 ? BigInt(text) : Number(text)),
  same: () => undefined,
  padded: (node, text) => handle(DEFAULTS, node.body, text),
  words: (node, text) => text ?? node.words[0],
  text: (_, text) => text ?? '',
  raw: (_, text) => text ?? '0',
  repeat: (node) => Array.from({ length: node.min }, () => complete(node.body, undefined, {})),
  sequence: (node, text) =>
    node.items.map((item) => handle(DEFAULTS, item, text)).find((value) => value !== undefined),
  choice: (node, text) => handle(DEFAULTS, must(node.options[0]).body, text),
  field: (node, text) => handle(DEFAULTS, node.body, text),
  rule: (node, text) => handle(DEFAULTS, node.body, text),
  optional: (node, text) => handle(DEFAULTS, node.body, text),
  table: () => undefined,
  entry: () => undefined,
  literal: () => undefined,
  extra: () => undefined,
};
