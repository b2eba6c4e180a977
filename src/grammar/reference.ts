/**
 * The reference parser: the grammar as plain context-free rules over single bytes, for nearley's Earley
 * parser. Slow, but it sees every parse: it proves that a text has exactly one. The only door to `nearley`.
 */
import nearley, { type CompiledRules, type ParserRule } from 'nearley';
import type { Bytes } from '../abi/index.js';
import { ANY_BYTE, bytesOf, DIGITS, hasByte, setOf, type ByteSet } from './byte-set.js';
import { decimalRange, decimalValue } from './decimal.js';
import { failureAt, type ParseFailure } from './failure.js';
import {
  childrenOf,
  type BinaryNode,
  type DecimalNode,
  type Node,
  type NodeOf,
  type NumberNode,
  type TextNode,
} from './ir.js';
import { digitSet } from './lookahead.js';
import { labelsOf, shapeOf } from './shape.js';
import { isBig, largest, smallest } from './types.js';
import type { FieldRecord, FieldValue } from './value.js';
import { decimalText, escapedByte, numberText } from './write-leaf.js';
import { must } from './must.js';

export type ReferenceParsed =
  | {
      readonly ok: true;
      readonly value: FieldRecord;
      /** How many parses there are: 1. */ readonly parses: number;
    }
  | { readonly ok: false; readonly failure: ParseFailure };

/** What a rule gives upwards: the text it matched, its fields, its value. */
interface Part {
  readonly text: Bytes;
  readonly fields?: readonly (readonly [string, FieldValue])[];
  readonly value?: FieldValue;
}

type Symbols = ParserRule['symbols'];
type Build = (parts: readonly Part[]) => Part | undefined;

/** The reference parser of `root` in strict mode. Never throws; its failures say where, not what was expected. */
export function compileReference(root: Node): (text: Bytes) => ReferenceParsed {
  const rules = new Rules();
  const start = rules.record(root);
  const grammar = nearley.Grammar.fromCompiled(rules.compiled(start));
  return (text) => {
    const parser = new nearley.Parser(grammar);
    try {
      parser.feed(text);
    } catch (thrown) {
      return { ok: false, failure: failureAt(text, (thrown as { offset: number }).offset, ['another byte']) };
    }
    const results = parser.results as Part[];
    if (results.length === 0) return { ok: false, failure: failureAt(text, text.length, ['more text']) };
    return { ok: true, value: must(results[0]).value as FieldRecord, parses: results.length };
  };
}

class Rules {
  private readonly rules: ParserRule[] = [];
  private readonly known = new Map<Node, string>();
  private count = 0;

  compiled(start: string): CompiledRules {
    return { Lexer: undefined, ParserRules: this.rules, ParserStart: start };
  }

  /** A rule that gives the fields of `node` as one record. */
  record(node: Node): string {
    const labels = labelsOf(node).map(({ name }) => name);
    return this.add('record', [this.node(node)], ([part]) => {
      const fields = new Map(must(part).fields);
      return {
        text: must(part).text,
        value: Object.fromEntries(labels.map((label) => [label, fields.get(label)])),
      };
    });
  }

  private node(node: Node): string {
    let name = this.known.get(node);
    if (name === undefined) this.known.set(node, (name = this.build(node)));
    return name;
  }

  private build(node: Node): string {
    const nodes = (children: readonly Node[]): string[] => children.map((child) => this.node(child));
    switch (node.kind) {
      case 'literal':
        return this.literal(node.bytes);
      case 'number':
        return this.number(node);
      case 'text':
        return this.text(node);
      case 'decimal':
        return this.decimal(node);
      case 'binary':
        return this.binary(node);
      case 'same':
        return this.add('same', nodes([node.of]), textOnly);
      case 'padded':
        return this.padded(node);
      case 'words':
        return this.words(node.words);
      case 'raw':
        return this.add('raw', nodes([node.body]), textValue);
      case 'extra':
        return this.nothing(this.fresh('extra'));
      case 'field':
        return this.labelled(node.label, node.body);
      case 'entry': {
        const line = [this.literal(node.key), this.labelled(node.label, node.body), this.literal(node.end)];
        return this.add('entry', line, join);
      }
      case 'sequence':
        return this.add('sequence', nodes(node.items), join);
      case 'choice':
        return this.alternatives('choice', nodes(childrenOf(node)));
      case 'optional':
        return this.nothing(this.alternatives('optional', nodes([node.body])));
      case 'repeat':
        return this.repeat(node);
      default:
        return this.node(node.body);
    }
  }

  private nothing(name: string): string {
    return this.more(name, [], () => ({ text: '' }));
  }

  private literal(bytes: Bytes): string {
    return this.add(
      'literal',
      Array.from(bytes).map((byte) => ({ literal: byte })),
      textOnly,
    );
  }

  private words(words: readonly Bytes[]): string {
    const name = this.fresh('words');
    for (const word of words)
      this.more(name, [this.literal(word)], ([part]) => ({ text: must(part).text, value: must(part).text }));
    return name;
  }

  private labelled(label: string, body: Node): string {
    const value = shapeOf(body).kind === 'record' ? this.record(body) : this.node(body);
    return this.add('field', [value], ([part]) => ({
      text: must(part).text,
      fields: [[label, must(part).value]],
    }));
  }

  private number(node: NumberNode): string {
    const digits = this.run(digitSet(node), 1);
    const prefix = node.prefix === '' ? [] : [this.literal(node.prefix)];
    const padding = this.run(setOf(' '), 0);
    const signs = node.signed ? [[], [{ literal: '-' }]] : [[]];
    const name = this.fresh('number');
    for (const sign of signs) {
      const isPadded = node.pad === ' ' && node.width > 1;
      const symbols: Symbols = [...(isPadded ? [padding] : []), ...sign, ...prefix, digits];
      this.more(name, symbols, (parts) => numberPart(node, textOf(parts)));
    }
    if (node.zero !== undefined) {
      const padded = node.pad === ' ' && node.width > 1 ? [padding] : [];
      this.more(name, [...padded, this.literal(node.zero)], (parts) => numberPart(node, textOf(parts)));
    }
    return name;
  }

  private decimal(node: DecimalNode): string {
    const [digits, padding] = [this.run(DIGITS, 1), this.run(setOf(' '), 0)];
    const name = this.fresh('decimal');
    for (const sign of node.signed ? [[], [{ literal: '-' }]] : [[]])
      this.more(name, [padding, ...sign, digits, { literal: '.' }, digits], (parts) =>
        decimalPart(node, textOf(parts)),
      );
    return name;
  }

  private binary(node: BinaryNode): string {
    const bytes: Symbols = Array.from({ length: node.bits / 8 }, () => byteTest(ANY_BYTE));
    return this.add('binary', bytes, (parts) => binaryPart(node, textOf(parts)));
  }

  private padded(node: NodeOf<'padded'>): string {
    const [body, spaces] = [this.node(node.body), this.run(setOf(' '), 0)];
    const isLeft = node.align === 'left';
    return this.add('padded', isLeft ? [body, spaces] : [spaces, body], (parts) => {
      const [part, padding] = isLeft ? parts : [...parts].reverse();
      const missing = Math.max(0, node.width - must(part).text.length);
      return must(padding).text.length === missing ? join(parts) : undefined;
    });
  }

  private text(node: TextNode): string {
    const plain = node.escape ? node.set & ~setOf(node.escape.bytes) & ~setOf('\\') : node.set;
    const character = this.add('byte', [byteTest(plain)], textValue);
    for (const byte of node.escape?.bytes ?? '') {
      if (!hasByte(node.set, byte.charCodeAt(0))) continue;
      this.more(character, [this.literal(escapedByte(byte, must(node.escape)))], ([part]) => ({
        text: must(part).text,
        value: byte,
      }));
    }
    const run = this.add('text', [], () => ({ text: '', value: '' }));
    this.more(run, [run, character], ([head, tail]) => ({
      text: must(head).text + must(tail).text,
      value: (must(head).value as string) + (must(tail).value as string),
    }));
    return this.add('text', [run], ([part]) => {
      const { length } = must(part).value as string;
      return length < node.min || length > node.max ? undefined : part;
    });
  }

  private repeat(node: Extract<Node, { kind: 'repeat' }>): string {
    const element = shapeOf(node.body).kind === 'record' ? this.record(node.body) : this.node(node.body);
    const item = this.add('item', [element], ([part]) => ({
      text: must(part).text,
      value: [must(part).value],
    }));
    const some = this.alternatives('some', [item]);
    const separator = node.separator === '' ? [] : [this.literal(node.separator)];
    this.more(some, [some, ...separator, item], (parts) => ({
      text: textOf(parts),
      value: parts.flatMap((part) => (part.value ?? []) as readonly FieldValue[]),
    }));
    const name = this.add('repeat', [some], ([part]) => {
      const { length } = must(part).value as FieldValue[];
      return length < node.min || length > node.max ? undefined : part;
    });
    return node.min > 0 ? name : this.more(name, [], () => ({ text: '', value: [] }));
  }

  /** At least `least` (0 or 1) bytes of `set`. */
  private run(set: ByteSet, least: 0 | 1): string {
    const name = this.add('run', least === 0 ? [] : [byteTest(set)], textOnly);
    return this.more(name, [name, byteTest(set)], textOnly);
  }

  private alternatives(name: string, options: readonly string[]): string {
    const fresh = this.fresh(name);
    for (const option of options) this.more(fresh, [option], ([part]) => part);
    return fresh;
  }

  private add(name: string, symbols: Symbols, build: Build): string {
    return this.more(this.fresh(name), symbols, build);
  }

  private more(name: string, symbols: Symbols, build: Build): string {
    this.rules.push({
      name,
      symbols,
      postprocess: (data: unknown[] = [], _at?: number, reject?: object) => {
        const parts = data.map((part) => (typeof part === 'string' ? { text: part } : (part as Part)));
        return build(parts) ?? reject;
      },
    });
    return name;
  }

  private fresh(name: string): string {
    return `${name}$${this.count++}`;
  }
}

function join(parts: readonly Part[]): Part {
  const valued = parts.find((part) => part.value !== undefined);
  return {
    text: textOf(parts),
    fields: parts.flatMap((part) => part.fields ?? []),
    ...(valued ? { value: valued.value } : {}),
  };
}

function textOf(parts: readonly Part[]): Bytes {
  return parts.map((part) => part.text).join('');
}

function textOnly(parts: readonly Part[]): Part {
  return { text: textOf(parts) };
}

function textValue(parts: readonly Part[]): Part {
  const text = textOf(parts);
  return { text, value: text };
}

function byteTest(set: ByteSet): { test(byte: string): boolean } {
  const allowed = new Set(bytesOf(set).map((byte) => String.fromCharCode(byte)));
  return { test: (byte) => allowed.has(byte) };
}

function decimalPart(node: DecimalNode, text: Bytes): Part | undefined {
  const scaled = BigInt(text.trimStart().replace('.', ''));
  const [least, most] = decimalRange(node);
  if (scaled < least || scaled > most || decimalText(node, scaled) !== text) return undefined;
  return { text, value: decimalValue(node, scaled) };
}

function binaryPart(node: BinaryNode, text: Bytes): Part {
  const bytes = Array.from(text, (byte) => BigInt(byte.charCodeAt(0)));
  const value = (node.endian === 'big' ? bytes : bytes.reverse()).reduce((high, low) => high * 256n + low);
  return { text, value: node.bits === 64 ? value : Number(value) };
}

/** The value of a number's text; nothing where the text is not the canonical one, or too large. */
function numberPart(node: NumberNode, text: Bytes): Part | undefined {
  if (text.trimStart() === node.zero) return numberText(node, 0n) === text ? zeroPart(node, text) : undefined;
  const digits = text.trimStart().replace('-', '').slice(node.prefix.length);
  const magnitude = BigInt({ 8: '0o', 10: '', 16: '0x' }[node.radix] + digits);
  const value = text.includes('-') ? -magnitude : magnitude;
  if (value > largest(node) || value < smallest(node)) return undefined;
  if (numberText(node, value) !== text) return undefined;
  return { text, value: isBig(node) ? value : Number(value) };
}

function zeroPart(node: NumberNode, text: Bytes): Part {
  return { text, value: isBig(node) ? 0n : 0 };
}
