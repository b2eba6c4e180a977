/** The rules of the reference parser for numbers and texts. */
import type { Bytes } from '../../abi/index.js';
import { behindEnds } from '../behind-ends.js';
import { beginsLike } from '../begins-like.js';
import { ANY_BYTE, DIGITS, hasByte, setOf } from '../byte-set.js';
import { decimalRange, decimalValue } from '../decimal.js';
import type { BinaryNode, DecimalNode, Node, NumberNode, TextNode } from '../ir.js';
import { digitSet } from '../lookahead.js';
import { must } from '../must.js';
import { isBig, largest, smallest } from '../types.js';
import { decimalText, escapedByte, numberText } from '../write-leaf.js';
import { textOf, textValue, type Part } from './part.js';
import { byteTest, type RuleBook, type Symbols } from './rule-book.js';

/** The rule of a number. */
export function numberRule(node: NumberNode, rules: RuleBook): string {
  const padding = node.pad === ' ' && node.width > 1 ? [rules.run(setOf(' '), 0)] : [];
  const prefix = node.prefix === '' ? [] : [rules.literal(node.prefix)];
  const digits = rules.run(digitSet(node), 1);
  const name = rules.fresh('number');
  for (const sign of signs(node.signed))
    rules.more(name, [...padding, ...sign, ...prefix, digits], (parts) => numberPart(node, textOf(parts)));
  return name;
}

/** The value of a number's text; nothing where the text is not the canonical one, or too large. */
function numberPart(node: NumberNode, text: Bytes): Part | undefined {
  const digits = text.trimStart().replace('-', '').slice(node.prefix.length);
  const magnitude = BigInt({ 8: '0o', 10: '', 16: '0x' }[node.radix] + digits);
  const value = text.includes('-') ? -magnitude : magnitude;
  if (value > largest(node) || value < smallest(node)) return undefined;
  if (numberText(node, value) !== text) return undefined;
  return { text, value: isBig(node) ? value : Number(value) };
}

/** The rule of a decimal fraction. */
export function decimalRule(node: DecimalNode, rules: RuleBook): string {
  const padding = node.width > 1 ? [rules.run(setOf(' '), 0)] : [];
  const whole = rules.run(DIGITS, 1);
  const fraction: Symbols = Array.from({ length: node.digits }, () => byteTest(DIGITS));
  const name = rules.fresh('decimal');
  for (const sign of signs(node.signed))
    rules.more(name, [...padding, ...sign, whole, { literal: '.' }, ...fraction], (parts) =>
      decimalPart(node, textOf(parts)),
    );
  return name;
}

function decimalPart(node: DecimalNode, text: Bytes): Part | undefined {
  const scaled = BigInt(text.trimStart().replace('.', ''));
  const [least, most] = decimalRange(node);
  if (scaled < least || scaled > most || decimalText(node, scaled) !== text) return undefined;
  return { text, value: decimalValue(node, scaled) };
}

/** The rule of an integer that stands as bits. */
export function binaryRule(node: BinaryNode, rules: RuleBook): string {
  const bytes: Symbols = Array.from({ length: node.bits / 8 }, () => byteTest(ANY_BYTE));
  return rules.add('binary', bytes, (parts) => {
    const text = textOf(parts);
    const numbers = Array.from(text, (byte) => BigInt(byte.charCodeAt(0)));
    const highFirst = node.endian === 'big' ? numbers : numbers.reverse();
    const value = highFirst.reduce((high, low) => high * 256n + low);
    return { text, value: node.bits === 64 ? value : Number(value) };
  });
}

/**
 * The rule of a text of the format `root`.
 *
 * @param whole gives the text that is being parsed: where a text ends may depend on what follows it
 */
export function textRule(node: TextNode, root: Node, rules: RuleBook, whole: () => Bytes): string {
  const run = rules.add('text', [], () => ({ text: '', value: '' }));
  rules.more(run, [run, characterRule(node, rules)], ([head, tail]) => ({
    text: must(head).text + must(tail).text,
    value: (must(head).value as string) + (must(tail).value as string),
  }));
  return rules.add('text', [run], ([part], at) => {
    const { length } = must(part).value as string;
    const isRight = length >= node.min && length <= node.max;
    return isRight && endsHere(node, root, whole(), at, at + must(part).text.length) ? part : undefined;
  });
}

function characterRule(node: TextNode, rules: RuleBook): string {
  const plain = node.escape ? node.set & ~setOf(node.escape.bytes) & ~setOf('\\') : node.set;
  const character = rules.add('byte', [byteTest(plain)], textValue);
  for (const byte of node.escape?.bytes ?? '')
    if (hasByte(node.set, byte.charCodeAt(0)))
      rules.more(character, [rules.literal(escapedByte(byte, must(node.escape)))], ([part]) => ({
        text: must(part).text,
        value: byte,
      }));
  return character;
}

/** Whether a text from `from` to `to` has the first `ends` behind which the rest can stand, if it has any. */
function endsHere(node: TextNode, root: Node, text: Bytes, from: number, to: number): boolean {
  const { ends } = node;
  if (ends === undefined) return true;
  if (!text.startsWith(ends, to)) return false;
  const behind = must(behindEnds(root).get(node));
  for (let at = text.indexOf(ends, from); at < to; at = text.indexOf(ends, at + 1))
    if (beginsLike(text, at + ends.length, behind)) return false;
  return true;
}

function signs(isSigned: boolean): Symbols[] {
  return isSigned ? [[], [{ literal: '-' }]] : [[]];
}
