/** Leaves of a tree as leaves of a plan, for one mode. */
import type { DecimalNode, NumberNode, TextNode } from '../ir.js';
import { writtenSet, type Following } from '../lookahead.js';
import { lookFor } from './look.js';
import { escapedByte } from '../write-leaf.js';
import type { DecimalLeaf, IntegerLeaf, TextEnd, TextLeaf } from './operation.js';
import type { Mode } from './plan.js';
import { lookBehind } from '../behind-ends.js';
import { hasByte } from '../byte-set.js';

/** What a number is held to. The tolerant parser takes any padding and superfluous zeros. */
export function integerLeaf(node: NumberNode, mode: Mode): IntegerLeaf {
  const { radix, bits, signed, prefix, upper, width, pad } = node;
  const exact = mode === 'strict';
  const spaces = pad === ' ' && (width > 1 || !exact);
  return { radix, bits, signed, prefix, upper, spaces, exact, width, pad };
}

/** What a decimal fraction is held to. */
export function decimalLeaf({ digits, bits, signed, width }: DecimalNode, mode: Mode): DecimalLeaf {
  const exact = mode === 'strict';
  return { digits, bits, signed, spaces: width > 1 || !exact, exact, width };
}

/** What a text is held to; `rest` follows it. */
export function textLeaf(node: TextNode, rest: Following): TextLeaf {
  const { min, max, escape } = node;
  const escaped = Array.from(escape?.bytes ?? '').filter((byte) => hasByte(node.set, byte.charCodeAt(0)));
  const escapes = escape ? escaped.map((byte) => ({ written: escapedByte(byte, escape), byte })) : [];
  return { set: writtenSet(node), end: textEnd(node, rest), min, max, escapes };
}

function textEnd(node: TextNode, rest: Following): TextEnd {
  if (node.ends !== undefined)
    return { kind: 'before', ends: node.ends, then: lookFor(lookBehind(node.ends, rest)) };
  if (node.last !== undefined) return { kind: 'last', last: node.last, within: node.within ?? '' };
  if (node.max <= 1 || node.min === node.max) return { kind: 'length', bytes: node.max };
  return { kind: 'run' };
}
