/** What `{=label}` and `same(label)` refer to. */
import { walk, type Node, type RepeatNode } from './ir.js';
import { shapeOf } from './shape.js';

/** The repetition whose list is the value of `node`; `undefined` if its value is no list, or one of several. */
export function listOf(node: Node): RepeatNode | undefined {
  if (node.kind === 'repeat') return node;
  if (node.kind === 'rule' || node.kind === 'padded') return listOf(node.body);
  if (node.kind !== 'sequence' || shapeOf(node).kind !== 'list') return undefined;
  const item = node.items.find((candidate) => shapeOf(candidate).kind === 'list');
  return item && listOf(item);
}

const REFERRED = new WeakMap<Node, ReadonlySet<Node>>();

/** What anything within `root` refers to: repetitions whose elements count, bodies of fields whose text comes again. */
export function referredIn(root: Node): ReadonlySet<Node> {
  let referred = REFERRED.get(root);
  if (!referred) REFERRED.set(root, (referred = new Set([...walk(root)].flatMap(referredBy))));
  return referred;
}

/** What `node` itself refers to. */
export function referredBy(node: Node): readonly Node[] {
  if (node.kind === 'same') return [node.of];
  return node.kind === 'repeat' && node.list ? [node.list] : [];
}

/** Whether the value of `node` is bytes. */
export function isBytes(node: Node): boolean {
  switch (node.kind) {
    case 'text':
    case 'words':
    case 'raw':
      return true;
    case 'rule':
    case 'padded':
      return isBytes(node.body);
    case 'sequence':
      return shapeOf(node).kind === 'value' && node.items.some(isBytes);
    case 'choice':
      return node.options.every((option) => isBytes(option.body));
    default:
      return false;
  }
}
