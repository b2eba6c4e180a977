/** Leaves of a tree as leaves of a plan, for one mode. */
import type { NumberNode, TextNode } from '../ir.js';
import { writtenSet } from '../lookahead.js';
import { escapedByte } from '../write-leaf.js';
import type { IntegerLeaf, TextEnd, TextLeaf } from './operation.js';
import type { Mode } from './plan.js';
import { hasByte } from '../byte-set.js';

/** What a number is held to. The tolerant parser takes any padding and superfluous zeros. */
export function integerLeaf(node: NumberNode, mode: Mode): IntegerLeaf {
  const { radix, bits, signed, prefix, upper, width, pad } = node;
  const exact = mode === 'strict';
  const spaces = pad === ' ' && (width > 1 || !exact);
  return { radix, bits, signed, prefix, zero: '', upper, spaces, exact, width, pad };
}

/** What a text is held to. */
export function textLeaf(node: TextNode): TextLeaf {
  const { min, max, escape } = node;
  const escaped = Array.from(escape?.bytes ?? '').filter((byte) => hasByte(node.set, byte.charCodeAt(0)));
  const escapes = escape ? escaped.map((byte) => ({ written: escapedByte(byte, escape), byte })) : [];
  return { set: writtenSet(node), end: textEnd(node), min, max, escapes };
}

function textEnd(node: TextNode): TextEnd {
  if (node.last !== undefined) return { kind: 'last', last: node.last, within: '' };
  if (node.max <= 1 || node.min === node.max) return { kind: 'length', bytes: node.max };
  return { kind: 'run' };
}
