/**
 * A fast parser for a format, as JavaScript text that is compiled in memory: one pass, no backtracking,
 * every choice decided by what comes next (decide.ts).
 */
import {
  afterElement,
  atEnd,
  beforeLiteral,
  decideChoice,
  decideFirst,
  decideNext,
  decideOptional,
  followings,
  type Beginning,
  type Following,
} from '../decide.js';
import { describe } from '../describe.js';
import { quoted } from '../failure.js';
import { walk, type Node, type NodeOf } from '../ir.js';
import { labelsOf, shapeOf } from '../shape.js';
import { lookBody, lookInline, notHere } from './code.js';
import { numberBody, RUNTIME, textBody, wordsBody, type Mode } from './leaves.js';

/** The text of a parser, and the expectations it fails with by their number. */
export interface ParserText {
  readonly code: string;
  readonly expectations: readonly (readonly string[])[];
}

/** The parser of `root` in one mode. The tree must have passed check-shape and check-choices. */
export function generateParser(root: Node, mode: Mode): ParserText {
  const writer = new Writer(mode);
  writer.record(root, 'result', atEnd);
  const end = writer.expect(['the end of the text']);
  const body = writer.lines.join('\n');
  const code = `'use strict';${RUNTIME}${writer.functions.join('\n')}
function parse(text){s=text;n=s.length;p=0;extra=undefined;let result;
${body}
if(p!==n)fail(p,${end});
if(extra!==undefined)result.extra=extra;
return result}
return {parse,failedAt:()=>failedAt,failedFor:()=>failedFor}`;
  return { code, expectations: writer.expectations };
}

type Scope = ReadonlyMap<string, string>;

class Writer {
  readonly lines: string[] = [];
  readonly functions: string[] = [];
  readonly expectations: (readonly string[])[] = [];
  private readonly named = new Map<string, string>();
  private count = 0;
  /** What could also have stood at the present place: optional parts that were left out. */
  private skipped: string[] = [];

  constructor(private readonly mode: Mode) {}

  /** The number of an expectation, with everything skipped on the way to it. */
  expect(words: readonly string[]): number {
    this.expectations.push([...this.skipped, ...words]);
    return this.expectations.length - 1;
  }

  /** Takes `node`, a record, into the variable `target`. */
  record(node: Node, target: string, rest: Following): void {
    const scope = new Map(labelsOf(node).map(({ name }) => [name, this.fresh('v')]));
    if (scope.size > 0) this.write(`let ${[...scope.values()].join(',')};`);
    this.fields(node, scope, rest);
    const fields = [...scope].map(([label, variable]) => `${JSON.stringify(label)}:${variable}`);
    this.write(`${target}={${fields.join(',')}};`);
  }

  /** Takes `node`, whose labels have variables in `scope`. */
  private fields(node: Node, scope: Scope, rest: Following): void {
    switch (node.kind) {
      case 'field':
        return this.value(node.body, scope.get(node.label), rest);
      case 'entry':
        return this.entry(node, scope, rest);
      case 'table':
        return this.mode === 'strict' ? this.fields(node.body, scope, rest) : this.tolerantTable(node, scope);
      case 'sequence': {
        const follow = followings(node.items, rest);
        return node.items.forEach((item, index) => this.fields(item, scope, follow[index]!));
      }
      case 'optional':
        return this.optional(node, rest, () => this.fields(node.body, scope, rest));
      case 'choice':
        return this.choice(node, rest, (body) => this.fields(body, scope, rest));
      case 'rule':
        return this.fields(node.body, scope, rest);
      default:
        return this.value(node, undefined, rest);
    }
  }

  /** Takes `node` and puts its value into the variable `target`, if there is one. */
  private value(node: Node, target: string | undefined, rest: Following): void {
    if (target !== undefined && shapeOf(node).kind === 'record') return this.record(node, target, rest);
    switch (node.kind) {
      case 'literal':
        return this.literal(node.bytes);
      case 'number':
      case 'text':
      case 'words':
        return this.leaf(node, target);
      case 'raw':
        return this.raw(node, target, rest);
      case 'extra':
        return this.extra(node);
      case 'repeat':
        return this.repeat(node, target, rest);
      case 'sequence': {
        const follow = followings(node.items, rest);
        return node.items.forEach((item, index) => {
          const gives = shapeOf(item).kind !== 'nothing';
          this.value(item, gives ? target : undefined, follow[index]!);
        });
      }
      case 'optional':
        return this.optional(node, rest, () => this.value(node.body, target, rest));
      case 'choice':
        return this.choice(node, rest, (body) => this.value(body, target, rest));
      default:
        return this.value(node.body, target, rest);
    }
  }

  private literal(bytes: string): void {
    const e = this.expect([quoted(bytes)]);
    const fail = bytes.length === 1 ? `fail(p,${e})` : `failLiteral(${JSON.stringify(bytes)},${e})`;
    this.write(`if(${notHere(bytes)})${fail};p+=${bytes.length};`);
    this.skipped = [];
  }

  private leaf(node: NodeOf<'number' | 'text' | 'words'>, target: string | undefined): void {
    const body =
      node.kind === 'number'
        ? numberBody(node, this.mode)
        : node.kind === 'text'
          ? textBody(node)
          : wordsBody(node);
    const e = this.expect(describe(node));
    this.write(`${target === undefined ? '' : `${target}=`}${this.define('leaf', 'e', body)}(${e});`);
    this.skipped = [];
  }

  private raw(node: NodeOf<'raw'>, target: string | undefined, rest: Following): void {
    const start = this.fresh('a');
    this.write(`const ${start}=p;`);
    this.value(node.body, undefined, rest);
    if (target !== undefined) this.write(`${target}=s.slice(${start},p);`);
  }

  private extra(node: NodeOf<'extra'>): void {
    if (this.mode === 'strict') return;
    const leaf = this.define('leaf', 'e', textBody({ kind: 'text', set: node.set, min: 0, max: Infinity }));
    const kept = this.fresh('x');
    this.write(`const ${kept}=${leaf}(0);if(${kept}!=='')keep(${JSON.stringify(node.label)},${kept});`);
  }

  private optional(node: NodeOf<'optional'>, rest: Following, body: () => void): void {
    const [take] = decideOptional(node, rest)!;
    const also = [...this.skipped, ...describe(node.body)];
    this.write(`if(${this.look(take!)}){`);
    body();
    this.write('}');
    this.skipped = also;
  }

  private choice(node: NodeOf<'choice'>, rest: Following, body: (option: Node) => void): void {
    const looks = decideChoice(node, rest)!;
    const also = this.skipped;
    node.options.forEach((option, index) => {
      this.write(`${index === 0 ? '' : 'else '}if(${this.look(looks[index]!)}){`);
      this.skipped = [];
      body(option.body);
      this.write('}');
    });
    this.skipped = also;
    this.write(`else fail(p,${this.expect(describe(node))});`);
    this.skipped = [];
  }

  private repeat(node: NodeOf<'repeat'>, target: string | undefined, rest: Following): void {
    const [items, item, i] = [this.fresh('r'), this.fresh('i'), this.fresh('k')];
    const after = afterElement(node, rest);
    const fixed = node.min === node.max;
    const goOn = (look: () => (readonly Beginning[])[]): string => (fixed ? 'true' : this.look(look()[0]!));
    const first = goOn(() => decideFirst(node, rest) ?? [[]]);
    const next = node.separator === '' ? first : goOn(() => decideNext(node, rest)!);
    const conditions = [
      ...(node.max < Infinity ? [`${i}<${node.max}`] : []),
      ...(fixed ? [] : [`(${i}<${node.min}||(${i}===0?${first}:${next}))`]),
    ];
    if (target !== undefined) this.write(`const ${items}=[];`);
    this.write(`for(let ${i}=0;${conditions.join('&&')};${i}++){`);
    if (target !== undefined) this.write(`let ${item};`);
    if (node.separator !== '') {
      this.write(`if(${i}>0){`);
      this.literal(node.separator);
      this.write('}');
    }
    this.value(node.body, target === undefined ? undefined : item, after);
    this.write(target === undefined ? '}' : `${items}.push(${item});}${target}=${items};`);
    this.skipped = fixed ? [] : [...(node.separator === '' ? describe(node.body) : [quoted(node.separator)])];
  }

  private entry(node: NodeOf<'entry'>, scope: Scope, rest: Following): void {
    this.literal(node.key);
    this.value(node.body, scope.get(node.label), beforeLiteral(node.end, rest));
    this.literal(node.end);
  }

  /** Lines in any order; unknown keys and repeated ones are kept; a word that is new passes as text. */
  private tolerantTable(node: NodeOf<'table'>, scope: Scope): void {
    const [line, split, key] = [this.fresh('l'), this.fresh('m'), this.fresh('q')];
    const ends = JSON.stringify(node.end);
    this.write(`for(;;){const ${line}=s.indexOf(${ends},p);if(${line}<0)break;`);
    this.write(
      `const ${split}=s.slice(p,${line}).indexOf(${JSON.stringify(node.keyEnd)});if(${split}<1)break;`,
    );
    this.write(`const ${key}=s.slice(p,p+${split});p+=${split}+${node.keyEnd.length};switch(${key}){`);
    for (const entry of walk(node.body)) {
      if (entry.kind !== 'entry') continue;
      const variable = scope.get(entry.label)!;
      this.skipped = [];
      this.write(`case ${JSON.stringify(entry.label)}:if(${variable}!==undefined)break;`);
      if (isWord(entry.body)) this.write(`${variable}=s.slice(p,${line});p=${line};`);
      else this.value(entry.body, variable, beforeLiteral(entry.end, atEnd));
      this.literal(entry.end);
      this.write('continue;');
    }
    this.write(`}keep(${key},s.slice(p,${line}));p=${line}+${node.end.length};}`);
    this.skipped = [];
  }

  private look(beginnings: readonly Beginning[]): string {
    return lookInline(beginnings) ?? `${this.define('look', '', lookBody(beginnings))}()`;
  }

  /** The name of a function with this body; the same body is written once. */
  private define(name: string, parameters: string, body: string): string {
    let known = this.named.get(body);
    if (known === undefined) {
      this.named.set(body, (known = this.fresh(name)));
      this.functions.push(`function ${known}(${parameters}){${body}}`);
    }
    return known;
  }

  private fresh(name: string): string {
    return `${name}${this.count++}`;
  }

  private write(line: string): void {
    this.lines.push(line);
  }
}

function isWord(node: Node): boolean {
  return node.kind === 'words' || (node.kind === 'rule' && isWord(node.body));
}
