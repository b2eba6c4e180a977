/**
 * What a text can begin with at a place of a grammar: the basis of every choice that the fast parser makes.
 *
 * A beginning is a short sequence of steps; a step is one byte of a set, or a run: as many bytes of a set as
 * there are, at least one. `Seccomp:` and `Seccomp_filters:` part at their eighth byte; a NUL-terminated
 * argument and an unterminated title part at the byte behind their run.
 */
import { ANY_BYTE, DIGITS, EMPTY, END, setOf, type ByteSet } from './byte-set.js';
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
import { partWays } from './part-ways.js';

export type { Beginning, Step };

const SPACE = setOf(' ');

/** The beginnings, of up to `length` steps, of whatever may stand at a place. */
export type Following = (length: number) => readonly Beginning[];

/** Nothing follows: the text ends. */
export const atEnd: Following = () => [[{ set: END, run: false }]];

/** What a text can begin with where `node` stands and then whatever `rest` says. */
export function before(node: Node, rest: Following): Following {
  const known = new Map<number, readonly Beginning[]>();
  return (length) => {
    let beginnings = known.get(length);
    if (!beginnings)
      known.set(
        length,
        (beginnings = length === 0 ? [[]] : distinct(handle(BEGINNINGS, node, length, rest))),
      );
    return beginnings;
  };
}

/** What a text can begin with where the literal `bytes` and then whatever `rest` says stands. */
export function beforeLiteral(bytes: string, rest: Following): Following {
  return (length) => prepend(literalSteps(bytes), length, rest);
}

/** What may stand behind one element of `repeat`: another element, or what follows the repetition. */
export function afterElement(repeat: NodeOf<'repeat'>, rest: Following): Following {
  return (length) => {
    let following: Following = rest;
    for (let i = 0; i < length; i++) following = unite(rest, nextElement(repeat, following));
    return following(length);
  };
}

/** One more element of `repeat`, its separator first, and then whatever `rest` says. */
export function nextElement(repeat: NodeOf<'repeat'>, rest: Following): Following {
  const element = before(repeat.body, rest);
  return repeat.separator === '' ? element : beforeLiteral(repeat.separator, element);
}

/** What may stand behind a text that is padded on its right: spaces, and what follows them. */
export function behindPadded(rest: Following): Following {
  return unite(rest, behindSpaces(rest));
}

/** At least one space, and then whatever `rest` says: its own leading spaces belong to the run. */
function behindSpaces(rest: Following): Following {
  return (length) =>
    length === 0
      ? [[]]
      : rest(length).map((beginning) => {
          const first = beginning.findIndex((step) => step.set !== SPACE);
          const step = beginning[first];
          const behind = step === undefined || (step.set & SPACE) !== EMPTY ? [] : beginning.slice(first);
          return [{ set: SPACE, run: true }, ...behind].slice(0, length);
        });
}

/** Whether no text begins both ways. May say no although it is so, never the reverse. */
export function areDisjoint(left: readonly Beginning[], right: readonly Beginning[]): boolean {
  return left.every((a) => right.every((b) => partWays(a, b)));
}

function unite(a: Following, b: Following): Following {
  return (length) => distinct([...a(length), ...b(length)]);
}

const BEGINNINGS: Handlers<[length: number, rest: Following], readonly Beginning[]> = {
  literal: (node, length, rest) => prepend(literalSteps(node.bytes), length, rest),
  decimal: (node, length, rest) => decimalSteps(node).flatMap((steps) => prepend(steps, length, rest)),
  binary: (node, length, rest) =>
    prepend(Array<Step>(node.bits / 8).fill({ set: ANY_BYTE, run: false }), length, rest),
  padded: paddedBeginnings,
  same: (node, length, rest) => before(node.of, rest)(length),
  words: (node, length, rest) => node.words.flatMap((word) => prepend(literalSteps(word), length, rest)),
  number: (node, length, rest) => numberSteps(node).flatMap((steps) => prepend(steps, length, rest)),
  text: textBeginnings,
  extra: (_, length, rest) => rest(length),
  raw: (node, length, rest) => before(node.body, rest)(length),
  field: (node, length, rest) => before(node.body, rest)(length),
  table: (node, length, rest) => before(node.body, rest)(length),
  rule: (node, length, rest) => before(node.body, rest)(length),
  entry: (node, length, rest) =>
    beforeLiteral(node.key, before(node.body, beforeLiteral(node.end, rest)))(length),
  sequence: (node, length, rest) =>
    node.items.reduceRight<Following>((following, item) => before(item, following), rest)(length),
  choice: (node, length, rest) => node.options.flatMap((option) => before(option.body, rest)(length)),
  optional: (node, length, rest) => [...before(node.body, rest)(length), ...rest(length)],
  repeat: (node, length, rest) => {
    const some = before(node.body, afterElement(node, rest))(length);
    return node.min > 0 ? some : [...some, ...rest(length)];
  },
};

function textBeginnings(node: TextNode, length: number, rest: Following): readonly Beginning[] {
  const step = { set: writtenSet(node), run: false };
  const isOpen = node.last !== undefined || node.ends !== undefined;
  const some = isOpen ? [[step]] : prepend(textSteps(node, length), length, rest);
  return node.min > 0 ? some : [...some, ...rest(length)];
}

function textSteps(node: TextNode, length: number): Step[] {
  const isFixed = node.min === node.max && !node.escape;
  const step = { set: writtenSet(node), run: !isFixed && node.max > 1 };
  return isFixed ? Array<Step>(Math.min(node.max, length)).fill(step) : [step];
}

function paddedBeginnings(node: NodeOf<'padded'>, length: number, rest: Following): readonly Beginning[] {
  if (node.align === 'left') return before(node.body, behindPadded(rest))(length);
  return behindPadded(before(node.body, rest))(length);
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
  const zero = node.zero === undefined ? [] : [literalSteps(node.zero)];
  return maybePadded([...maybeSigned(node.signed, digits), ...zero], node.pad === ' ' ? node.width : 1);
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

function prepend(steps: Beginning, length: number, rest: Following): readonly Beginning[] {
  if (steps.length >= length) return [steps.slice(0, length)];
  return rest(length - steps.length).map((beginning) => [...steps, ...beginning]);
}

/** `beginnings`, each once. */
export function distinct(beginnings: readonly Beginning[]): readonly Beginning[] {
  const seen = new Map<string, Beginning>();
  for (const steps of beginnings)
    seen.set(steps.map((step) => `${step.run ? '*' : ''}${step.set.toString(36)}`).join(), steps);
  return [...seen.values()];
}
