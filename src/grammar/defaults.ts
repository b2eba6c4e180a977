/** Values for fields that nobody gave: what `render` prints where a model does not know. */
import type { Node, Notes } from './ir.js';
import { isPresent } from './print.js';
import { shapeOf } from './shape.js';
import { isBig } from './types.js';
import { isRecord, type FieldRecord, type FieldValue } from './value.js';

/**
 * `partial` with every required field that it lacks: its @default, else 0, the empty text, the empty list,
 * the first word. Optional parts appear if one of their fields is given, and are then completed.
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
      const option = node.options.find(({ body }) => isPresent(body, given)) ?? node.options[0]!;
      return fill(option.body, given, into);
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
  return given ?? defaultOf(node, notes.default);
}

function defaultOf(node: Node, text: string | undefined): FieldValue {
  switch (node.kind) {
    case 'number':
      return isBig(node) ? BigInt(text ?? 0) : Number(text ?? 0);
    case 'words':
      return text ?? node.words[0]!;
    case 'text':
      return text ?? '';
    case 'raw':
      return text ?? '0';
    case 'repeat':
      return Array.from({ length: node.min }, () => complete(node.body, undefined, {}));
    case 'sequence':
      return defaultOf(
        node.items.find((item) => shapeOf(item).kind !== 'nothing')!,
        text,
      );
    case 'choice':
      return defaultOf(node.options[0]!.body, text);
    case 'field':
    case 'rule':
    case 'optional':
      return defaultOf(node.body, text);
    default:
      return undefined;
  }
}
