/** The text of a grammar file to its syntax tree. */
import { didYouMean, GrammarError, problemAt, type Place } from './problem.js';
import type { Annotation, Argument, Expression, GrammarFile, Rule } from './syntax.js';
import { tokenize, type Token } from './token.js';
import { must } from '../must.js';

/** Annotations of a whole file; they stand before its first rule. */
const HEADER = [
  ...['path', 'summary', 'source', 'manual', 'use', 'since', 'until', 'config', 'arch', 'when'],
  ...['link', 'binary', 'only'],
];
/** Annotations before a rule. */
const RULE = ['table', 'about'];
/** Annotations behind an item. */
const ITEM = ['since', 'until', 'config', 'arch', 'when', 'unit', 'default', 'note'];

/** The syntax tree of `text`. Throws GrammarError at the first place that is not grammar. */
export function readGrammar(file: string, text: string): GrammarFile {
  return { file, comment: firstComment(text), ...new Reader(tokenize(file, text)).parts() };
}

/** The lines of `#` at the top, as one paragraph. */
function firstComment(text: string): string {
  const lines = /^(#[^\n]*\n)*/.exec(text)?.[0] ?? '';
  return lines.replace(/^#\s?/gm, '').replace(/\s+/g, ' ').trim();
}

class Reader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  parts(): Pick<GrammarFile, 'header' | 'rules'> {
    const header: Annotation[] = [];
    while (this.isSign('@') && HEADER.includes(this.peek(1).text)) header.push(this.annotation(HEADER));
    const rules: Rule[] = [];
    while (this.peek().kind !== 'end') rules.push(this.rule());
    if (rules.length === 0) throw this.fail(this.peek(), 'this grammar has no rule', 'write name ::= ...');
    return { header, rules };
  }

  private rule(): Rule {
    const annotations: Annotation[] = [];
    while (this.isSign('@')) annotations.push(this.annotation(RULE));
    const name = this.peek();
    if (name.kind !== 'name')
      throw this.fail(name, `here stands ${shown(name)}, where a rule begins`, 'write name ::= ...');
    this.at++;
    this.sign('::=');
    return { name: name.text, annotations, body: this.choice(), place: name.place };
  }

  private annotation(known: readonly string[]): Annotation {
    this.sign('@');
    const name = this.peek();
    if (name.kind !== 'name' || !known.includes(name.text))
      throw this.fail(
        name,
        `@${name.text} is not known here`,
        didYouMean(name.text, known) ?? `known: ${known.join(', ')}`,
      );
    this.at++;
    const values: string[] = [];
    const numbers = new Map<string, number>();
    if (this.trySign('(')) {
      do this.annotationValue(values, numbers);
      while (this.trySign(','));
      this.sign(')');
    }
    return { name: name.text, values, numbers, place: name.place };
  }

  private annotationValue(values: string[], numbers: Map<string, number>): void {
    const name = this.peek();
    if (name.kind !== 'name') {
      values.push(this.bytes());
      return;
    }
    this.at++;
    this.sign('=');
    numbers.set(name.text, this.number());
  }

  private choice(): Expression {
    const place = this.peek().place;
    const options = [this.sequence()];
    while (this.trySign('|')) options.push(this.sequence());
    return options.length === 1 ? must(options[0]) : { kind: 'choice', options, place };
  }

  private sequence(): Expression {
    const place = this.peek().place;
    const items: Expression[] = [];
    while (this.beginsItem()) items.push(this.annotated());
    if (items.length === 0)
      throw this.fail(
        this.peek(),
        `here stands ${shown(this.peek())}, where something to match must stand`,
        'use ? for what may be missing',
      );
    return items.length === 1 ? must(items[0]) : { kind: 'sequence', items, place };
  }

  private beginsItem(): boolean {
    const token = this.peek();
    if (token.kind === 'sign') return token.text === '(';
    if (token.kind === 'name') return this.peek(1).text !== '::=';
    return token.kind === 'string' || token.kind === 'set';
  }

  private annotated(): Expression {
    const body = this.item();
    const annotations: Annotation[] = [];
    while (this.isSign('@') && !RULE.includes(this.peek(1).text)) annotations.push(this.annotation(ITEM));
    return annotations.length === 0 ? body : { kind: 'annotated', body, annotations, place: body.place };
  }

  private item(): Expression {
    const token = this.peek();
    const isLabel =
      (token.kind === 'name' || token.kind === 'string') &&
      this.peek(1).kind === 'sign' &&
      this.peek(1).text === ':';
    if (!isLabel) return this.quantified(this.primary());
    this.at += 2;
    const label = token.kind === 'string' ? token.bytes : token.text;
    return { kind: 'label', label, body: this.quantified(this.primary()), place: token.place };
  }

  private quantified(body: Expression): Expression {
    const place = body.place;
    if (this.trySign('?')) return { kind: 'optional', body, place };
    const range = this.range();
    if (!range) return body;
    const separator = this.trySign('%') ? this.bytes() : '';
    return { kind: 'repeat', body, ...range, separator, place };
  }

  private range(): { min: number; max: number; count?: string } | undefined {
    if (this.trySign('*')) return { min: 0, max: Infinity };
    if (this.trySign('+')) return { min: 1, max: Infinity };
    if (!this.trySign('{')) return undefined;
    if (this.trySign('=')) {
      const count = this.labelName();
      this.sign('}');
      return { min: 0, max: Infinity, count };
    }
    const min = this.number();
    let max = min;
    if (this.trySign(',')) max = this.isSign('}') ? Infinity : this.number();
    this.sign('}');
    return { min, max };
  }

  private primary(): Expression {
    const token = this.peek();
    const place = token.place;
    this.at++;
    if (token.kind === 'string') return { kind: 'literal', bytes: token.bytes, place };
    if (token.kind === 'set') return { kind: 'set', set: token.set, place };
    if (token.kind === 'name') {
      const args = this.isAdjacent(token) ? this.args() : undefined;
      return { kind: 'name', name: token.text, args, place };
    }
    if (token.text !== '(')
      throw this.fail(token, `here stands ${shown(token)}, where something to match must stand`);
    const body = this.choice();
    this.sign(')');
    return body;
  }

  private args(): Argument[] {
    this.sign('(');
    const args: Argument[] = [];
    do args.push(this.argument());
    while (this.trySign(','));
    this.sign(')');
    return args;
  }

  private argument(): Argument {
    const token = this.peek();
    const place = token.place;
    if (token.kind === 'name' && this.peek(1).text === '=') {
      this.at += 2;
      return { ...this.argument(), name: token.text, place };
    }
    if (token.kind === 'number') return { kind: 'number', value: this.number(), place };
    const value = this.choice();
    if (value.kind === 'set') return { kind: 'set', value: value.set, place };
    if (value.kind === 'literal') return { kind: 'string', value: value.bytes, place };
    return { kind: 'expression', value, place };
  }

  private number(): number {
    const token = this.peek();
    if (token.kind !== 'number')
      throw this.fail(token, `here stands ${shown(token)}, where a number must stand`);
    this.at++;
    return Number(token.text);
  }

  private labelName(): string {
    const token = this.peek();
    if (token.kind !== 'name' && token.kind !== 'string')
      throw this.fail(token, `here stands ${shown(token)}, where the label of a list must stand`);
    this.at++;
    return token.kind === 'string' ? token.bytes : token.text;
  }

  private bytes(): string {
    const token = this.peek();
    if (token.kind !== 'string')
      throw this.fail(token, `here stands ${shown(token)}, where a string must stand`);
    this.at++;
    return token.bytes;
  }

  private sign(text: string): void {
    if (!this.trySign(text))
      throw this.fail(this.peek(), `here stands ${shown(this.peek())}, where '${text}' must stand`);
  }

  private trySign(text: string): boolean {
    if (!this.isSign(text)) return false;
    this.at++;
    return true;
  }

  /** Whether a bracket opens directly behind `token`: arguments of a type, not a group. */
  private isAdjacent(token: Token): boolean {
    const { line, column } = this.peek().place;
    return this.isSign('(') && line === token.place.line && column === token.place.column + token.text.length;
  }

  private isSign(text: string): boolean {
    const token = this.peek();
    return token.kind === 'sign' && token.text === text;
  }

  private peek(ahead = 0): Token {
    return must(this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]);
  }

  private fail(at: { readonly place: Place }, message: string, suggestion?: string): GrammarError {
    return new GrammarError([problemAt(at.place, message, suggestion)]);
  }
}

function shown(token: Token): string {
  return token.kind === 'end' ? token.text : `'${token.text}'`;
}
