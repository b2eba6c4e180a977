/** The growing text of a parser: its statements, the functions it shares, and what it can fail with. */
import { describe } from '../describe.js';
import { quoted } from '../failure.js';
import type { Node, NodeOf } from '../ir.js';
import type { Beginning } from '../lookahead.js';
import { lookBody, lookInline, notHere } from './code.js';
import { binaryBody, decimalBody, numberBody, RUNTIME, textBody, wordsBody, type Mode } from './leaves.js';

type Leaf = NodeOf<'number' | 'decimal' | 'binary' | 'text' | 'words'>;

export class ParserText {
  private lines: string[] = [];
  private readonly functions: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly keptNames = new Map<Node, string>();
  private count = 0;
  /** What could also have stood at the present place: optional parts that were left out. */
  skipped: readonly string[] = [];
  /** What the parser fails with, by number. */
  readonly expectations: (readonly string[])[] = [];

  constructor(
    readonly mode: Mode,
    /** What later parts of the text refer to. */
    readonly referred: ReadonlySet<Node>,
  ) {}

  /** The whole text: the body of a function of STOP, which is thrown inside where a text is not of the format. */
  finish(result: string): string {
    const end = this.expect(['the end of the text']);
    return [
      `'use strict';${RUNTIME}`,
      ...this.functions,
      `function parse(text){s=text;n=s.length;p=0;extra=undefined;let ${result};`,
      ...this.lines,
      `if(p!==n)fail(p,${end});if(extra!==undefined)${result}.extra=extra;return ${result}}`,
      'return {parse,failedAt:()=>failedAt,failedFor:()=>failedFor}',
    ].join('\n');
  }

  /** The number of an expectation, with everything skipped on the way to it. */
  expect(words: readonly string[]): number {
    this.expectations.push([...this.skipped, ...words]);
    return this.expectations.length - 1;
  }

  /** Takes `bytes` or fails at the first byte that differs. */
  literal(bytes: string): void {
    const e = this.expect([quoted(bytes)]);
    if (bytes.length === 1) this.write(`if(${notHere(bytes)})fail(p,${e});p++;`);
    else this.write(`literal(${JSON.stringify(bytes)},${e});`);
    this.skipped = [];
  }

  /** Takes a leaf, into the variable `target` if there is one. */
  leaf(node: Leaf, target: string | undefined, canFollow = ''): void {
    const e = this.expect(describe(node));
    this.write(`${target === undefined ? '' : `${target}=`}${this.leafFunction(node, canFollow)}(${e});`);
    this.skipped = [];
  }

  /** The name of the function that takes the leaf; `canFollow` says whether what follows its `ends` stands at p. */
  leafFunction(node: Leaf, canFollow = ''): string {
    if (node.kind === 'number') return this.define('number', 'e', numberBody(node, this.mode));
    if (node.kind === 'decimal') return this.define('decimal', 'e', decimalBody(node, this.mode));
    if (node.kind === 'binary') return this.define('binary', 'e', binaryBody(node));
    if (node.kind === 'text') return this.define('text', 'e', textBody(node, canFollow));
    return this.define('words', 'e', wordsBody(node));
  }

  /** Puts what `write` writes into a function of its own, so that each is small enough to be optimised; its call. */
  call(name: string, write: (result: string) => void): string {
    const [outer, called, result] = [this.lines, this.fresh(name), this.fresh('result')];
    this.lines = [];
    write(result);
    this.functions.push(`function ${called}(){let ${result};${this.lines.join('\n')}\nreturn ${result}}`);
    this.lines = outer;
    return `${called}()`;
  }

  /** A condition: the text goes on like one of `beginnings`. */
  look(beginnings: readonly Beginning[]): string {
    return lookInline(beginnings) ?? `${this.define('look', '', lookBody(beginnings))}()`;
  }

  /** The variable, of the whole parser, that keeps what was taken for `node`, so that later parts can refer to it. */
  kept(node: Node): string {
    let name = this.keptNames.get(node);
    if (name === undefined) {
      this.keptNames.set(node, (name = this.fresh('kept')));
      this.functions.push(`let ${name};`);
    }
    return name;
  }

  /** A name that nothing else has. */
  fresh(name: string): string {
    return `${name}${this.count++}`;
  }

  write(line: string): void {
    this.lines.push(line);
  }

  /** The name of a function with this body; the same body is written once. */
  private define(name: string, parameters: string, body: string): string {
    let known = this.names.get(body);
    if (known === undefined) {
      this.names.set(body, (known = this.fresh(name)));
      this.functions.push(`function ${known}(${parameters}){${body}}`);
    }
    return known;
  }
}
