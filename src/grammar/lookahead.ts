/**
 * What a text can begin with at a place of a grammar: the basis of every choice that the fast parser makes.
 *
 * A beginning is a short sequence of steps; a step is one byte of a set, or a run: as many bytes of a set as
 * there are, at least one. `Seccomp:` and `Seccomp_filters:` part at their eighth byte; a NUL-terminated
 * argument and an unterminated title part at the byte behind their run.
 */
import { ANY_BYTE, DIGITS, EMPTY, setOf, type ByteSet } from './byte-set.js';
import {
  handle,
  type DecimalNode,
  type Handlers,
  type Node,
  type NodeOf,
  type NumberNode,
  type TextNode,
} from './ir.js';
import type { Beginning, Step } from './beginning.js';
import { Following, type Way } from './following.js';
import { partWays } from './part-ways.js';

export type { Beginning, Following, Step };

const SPACE = setOf(' ');

/** What a text can begin with where `node` stands and then whatever `rest` says. */
export function before(node: Node, rest: Following): Following {
  return new Following(() => handle(WAYS, node, rest));
}

/** What a text can begin with where the literal `bytes` and then whatever `rest` says stands. */
export function beforeLiteral(bytes: string, rest: Following): Following {
  return new Following(() => chain(literalSteps(bytes), rest));
}

/** What may stand behind one element of `repeat`: another element, or what follows the repetition. */
export function afterElement(repeat: NodeOf<'repeat'>, rest: Following): Following {
  const after: Following = new Following(() => [...rest.ways, ...nextElement(repeat, after).ways]);
  return after;
}

/** One more element of `repeat`, its separator first, and then whatever `rest` says. */
export function nextElement(repeat: NodeOf<'repeat'>, rest: Following): Following {
  const element = before(repeat.body, rest);
  return repeat.separator === '' ? element : beforeLiteral(repeat.separator, element);
}

/** What may stand behind a text that is padded on its right: spaces, and what follows them. */
export function behindPadded(rest: Following): Following {
  return new Following(() => [...rest.ways, ...waysBehindSpaces(rest)]);
}

/** At least one space, and then whatever `rest` says: its own leading spaces belong to the run. */
function waysBehindSpaces(rest: Following): readonly Way[] {
  const spaces: Step = { set: SPACE, run: true };
  const ways = withoutSpaces(rest, new Set());
  const known = ways.filter((way) => (way.step.set & SPACE) === EMPTY);
  const behind: Way = { step: spaces, then: new Following(() => known) };
  return known.length < ways.length ? [behind, { step: spaces }] : [behind];
}

/** The ways on from `rest` behind its single spaces; one of them with a space in its set says that more is not known. */
function withoutSpaces(rest: Following | undefined, seen: Set<Following>): readonly Way[] {
  if (rest === undefined) return [{ step: { set: SPACE, run: false } }];
  if (seen.has(rest)) return [];
  seen.add(rest);
  return rest.ways.flatMap((way) => (way.step.set === SPACE ? withoutSpaces(way.then, seen) : [way]));
}

/** Whether no text begins both ways. May say no although it is so, never the reverse. */
export function areDisjoint(left: readonly Beginning[], right: readonly Beginning[]): boolean {
  return left.every((a) => right.every((b) => partWays(a, b)));
}

const WAYS: Handlers<[rest: Following], readonly Way[]> = {
  literal: (node, rest) => chain(literalSteps(node.bytes), rest),
  decimal: (node, rest) => decimalSteps(node).flatMap((steps) => chain(steps, rest)),
  binary: (node, rest) => times({ set: ANY_BYTE, run: false }, node.bits / 8, rest),
  padded: (node, rest) =>
    (node.align === 'left' ? before(node.body, behindPadded(rest)) : behindPadded(before(node.body, rest)))
      .ways,
  same: (node, rest) => before(node.of, rest).ways,
  words: (node, rest) => node.words.flatMap((word) => chain(literalSteps(word), rest)),
  number: (node, rest) => numberSteps(node).flatMap((steps) => chain(steps, rest)),
  text: textWays,
  extra: (_, rest) => rest.ways,
  raw: (node, rest) => before(node.body, rest).ways,
  field: (node, rest) => before(node.body, rest).ways,
  table: (node, rest) => before(node.body, rest).ways,
  rule: (node, rest) => before(node.body, rest).ways,
  entry: (node, rest) => beforeLiteral(node.key, before(node.body, beforeLiteral(node.end, rest))).ways,
  sequence: (node, rest) =>
    node.items.reduceRight<Following>((following, item) => before(item, following), rest).ways,
  choice: (node, rest) => node.options.flatMap((option) => before(option.body, rest).ways),
  optional: (node, rest) => [...before(node.body, rest).ways, ...rest.ways],
  repeat: (node, rest) => {
    const some = before(node.body, afterElement(node, rest)).ways;
    return node.min > 0 ? some : [...some, ...rest.ways];
  },
};

function textWays(node: TextNode, rest: Following): readonly Way[] {
  const isOpen = node.last !== undefined || node.ends !== undefined;
  const step = { set: writtenSet(node), run: false };
  const some = isOpen ? [{ step }] : closedTextWays(node, rest);
  return node.min > 0 ? some : [...some, ...rest.ways];
}

function closedTextWays(node: TextNode, rest: Following): readonly Way[] {
  const isFixed = node.min === node.max && !node.escape;
  const step = { set: writtenSet(node), run: !isFixed && node.max > 1 };
  return times(step, isFixed ? node.max : 1, rest);
}

/** The bytes that the written form of a text may hold. */
export function writtenSet(node: TextNode): ByteSet {
  return node.escape ? (node.set & ~setOf(node.escape.bytes)) | setOf('\\') : node.set;
}

/** The digits of a number. */
export function digitSet(node: Pick<NumberNode, 'radix' | 'upper'>): ByteSet {
  if (node.radix === 8) return setOf('01234567');
  if (node.radix === 10) return DIGITS;
  return setOf(node.upper ? '0123456789ABCDEF' : '0123456789abcdef');
}

function numberSteps(node: NumberNode): Beginning[] {
  const digits: Step[] = [...literalSteps(node.prefix), { set: digitSet(node), run: true }];
  return maybePadded(maybeSigned(node.signed, digits), node.pad === ' ' ? node.width : 1);
}

function decimalSteps(node: DecimalNode): Beginning[] {
  const digit = { set: DIGITS, run: false };
  const fraction = [...literalSteps('.'), ...Array<Step>(node.digits).fill(digit)];
  return maybePadded(maybeSigned(node.signed, [{ set: DIGITS, run: true }, ...fraction]), node.width);
}

function maybeSigned(signed: boolean, steps: Beginning): Beginning[] {
  return signed ? [steps, [...literalSteps('-'), ...steps]] : [steps];
}

function maybePadded(plain: readonly Beginning[], width: number): Beginning[] {
  if (width <= 1) return [...plain];
  return [...plain, ...plain.map((steps) => [{ set: SPACE, run: true }, ...steps])];
}

function literalSteps(bytes: string): Step[] {
  return Array.from(bytes).map((byte) => ({ set: setOf(byte), run: false }));
}

/** One step after the other, and then whatever `rest` says. */
function chain(steps: Beginning, rest: Following): readonly Way[] {
  const [step, ...more] = steps;
  if (!step) return rest.ways;
  return [{ step, then: more.length === 0 ? rest : new Following(() => chain(more, rest)) }];
}

/** The same step so often, and then whatever `rest` says. */
function times(step: Step, count: number, rest: Following): readonly Way[] {
  if (count === 0) return rest.ways;
  return [{ step, then: count === 1 ? rest : new Following(() => times(step, count - 1, rest)) }];
}

/** `beginnings`, each once. */
export function distinct(beginnings: readonly Beginning[]): readonly Beginning[] {
  const seen = new Map<string, Beginning>();
  for (const steps of beginnings)
    seen.set(steps.map((step) => `${step.run ? '*' : ''}${step.set.toString(36)}`).join(), steps);
  return [...seen.values()];
}
