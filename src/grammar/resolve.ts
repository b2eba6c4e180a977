/** From the syntax tree of a grammar file to the tree of a format: names, types and tables resolved. */
import { GrammarError, didYouMean, problemAt, type GrammarProblem, type Place } from './notation/problem.js';
import type { Annotation, Expression, GrammarFile, Rule } from './notation/syntax.js';
import type { FormatTree, Node, Notes, Option } from './ir.js';
import { listOf } from './references.js';
import { resolveMeta } from './resolve-meta.js';
import { resolveType } from './resolve-type.js';
import { Scope } from './scope.js';
import { TYPE_NAMES } from './types.js';
import { must } from './must.js';

/** Reads another grammar file by the path it has below grammars/; `undefined` if there is none. */
export type ReadLibrary = (path: string) => GrammarFile | undefined;

/**
 * The tree of the format `name` that `file` describes. Throws GrammarError with every unknown name, wrong
 * argument and misplaced annotation of the file.
 */
export function resolve(name: string, file: GrammarFile, readLibrary: ReadLibrary): FormatTree {
  const resolver = new Resolver(file, readLibrary);
  const tree = resolver.format(name);
  if (resolver.problems.length > 0) throw new GrammarError(resolver.problems);
  return tree;
}

interface TableSyntax {
  readonly keyEnd: string;
  readonly keyWidth: number;
  readonly end: string;
}

class Resolver {
  readonly problems: GrammarProblem[] = [];
  private readonly rules = new Map<string, Rule>();
  private readonly used = new Set<string>();
  private readonly open: string[] = [];
  private readonly scope = new Scope();

  constructor(
    private readonly file: GrammarFile,
    readLibrary: ReadLibrary,
  ) {
    for (const use of file.header.filter((annotation) => annotation.name === 'use')) {
      const library = readLibrary(use.values[0] ?? '');
      if (library) for (const rule of library.rules) this.declare(rule, true);
      else
        this.problem(
          use.place,
          `there is no grammar file '${use.values[0]}'`,
          'paths are relative to grammars/',
        );
    }
    for (const rule of file.rules) this.declare(rule, false);
  }

  format(name: string): FormatTree {
    const root = this.rule(must(this.file.rules[0]));
    for (const rule of this.file.rules)
      if (!this.used.has(rule.name))
        this.problem(rule.place, `nothing refers to rule '${rule.name}'`, 'remove it');
    const meta = resolveMeta(name, this.file, (problem) => this.problems.push(problem));
    return { meta, root };
  }

  private declare(rule: Rule, fromLibrary: boolean): void {
    if (TYPE_NAMES.includes(rule.name))
      this.problem(rule.place, `'${rule.name}' is a built-in type`, 'choose another name');
    if (this.rules.has(rule.name)) this.problem(rule.place, `rule '${rule.name}' is there twice`);
    this.rules.set(rule.name, rule);
    if (fromLibrary) this.used.add(rule.name);
  }

  private rule(rule: Rule): Node {
    this.used.add(rule.name);
    if (this.open.includes(rule.name)) {
      this.problem(
        rule.place,
        `rule '${rule.name}' refers to itself`,
        'formats of /proc do not nest: use * or +',
      );
      return { kind: 'literal', bytes: '' };
    }
    this.open.push(rule.name);
    const table = rule.annotations.find((annotation) => annotation.name === 'table');
    const body = table ? this.table(rule.body, table) : this.expression(rule.body, undefined);
    this.open.pop();
    const about = rule.annotations.find((annotation) => annotation.name === 'about')?.values[0] ?? '';
    return { kind: 'rule', name: rule.name, about, body, place: rule.place };
  }

  private table(body: Expression, table: Annotation): Node {
    const [keyEnd, end] = table.values;
    if (keyEnd === undefined || end === undefined) {
      this.problem(
        table.place,
        '@table needs two texts: what ends a key, and what ends a line',
        'write @table(":\\t", "\\n")',
      );
      return { kind: 'literal', bytes: '' };
    }
    const unknown = [...table.numbers.keys()].find((name) => name !== 'width');
    if (unknown !== undefined) this.problem(table.place, `@table takes no '${unknown}'`, 'known: width');
    const syntax = { keyEnd, keyWidth: table.numbers.get('width') ?? 0, end };
    return { kind: 'table', body: this.expression(body, syntax), ...syntax };
  }

  private expression(expression: Expression, table: TableSyntax | undefined, notes: Notes = {}): Node {
    const place = expression.place;
    switch (expression.kind) {
      case 'annotated':
        return this.expression(expression.body, table, this.notes(expression.annotations));
      case 'label':
        return this.labelled(expression.label, expression.body, table, notes, place);
      case 'optional':
        return this.optional(() => this.expression(expression.body, table), notes, place);
      case 'sequence':
        return { kind: 'sequence', items: expression.items.map((item) => this.expression(item, table)) };
      case 'choice':
        return this.choice(expression.options, table, place);
      default:
        if (table) this.problem(place, 'a table has only labelled lines', 'write Key:type');
        return this.plain(expression);
    }
  }

  private plain(
    expression: Exclude<Expression, { kind: 'annotated' | 'label' | 'optional' | 'sequence' | 'choice' }>,
  ): Node {
    if (expression.kind === 'literal') return { kind: 'literal', bytes: expression.bytes };
    if (expression.kind === 'set') return { kind: 'text', set: expression.set, min: 1, max: 1 };
    if (expression.kind === 'name') return this.name(expression);
    return this.repeat(expression);
  }

  private repeat(expression: Extract<Expression, { kind: 'repeat' }>): Node {
    const { min, max, count, separator, body, place } = expression;
    if (body.kind === 'set' && separator === '' && count === undefined)
      return { kind: 'text', set: body.set, min, max };
    const element = this.scope.inside(() => this.expression(body, undefined));
    const repeat = { kind: 'repeat', body: element, min, max, separator, place } as const;
    if (count === undefined) return repeat;
    const target = this.scope.find(count);
    const list = target && listOf(target);
    if (!target) this.problem(place, `no list stands before this under '${count}'`, this.scope.hint(count));
    else if (!list) this.problem(place, `what stands under '${count}' is no list`, 'count a repetition');
    return list ? { ...repeat, count, list } : repeat;
  }

  private optional(body: () => Node, notes: Notes, place: Place): Node {
    return { kind: 'optional', body: this.scope.inside(body), notes, place };
  }

  /** `label:X?` is `(label:X)?`, so that a key that is not there is absent. */
  private labelled(
    label: string,
    body: Expression,
    table: TableSyntax | undefined,
    notes: Notes,
    place: Place,
  ): Node {
    if (body.kind === 'optional')
      return this.optional(() => this.labelled(label, body.body, table, notes, place), notes, place);
    const value = this.scope.inside(() => this.expression(body, undefined));
    this.scope.add(label, value);
    if (!table) return { kind: 'field', label, body: value, notes };
    const key = (label + table.keyEnd).padEnd(table.keyWidth);
    return { kind: 'entry', label, key, body: value, end: table.end, notes };
  }

  private choice(options: readonly Expression[], table: TableSyntax | undefined, place: Place): Node {
    if (options.every((option) => option.kind === 'literal')) {
      const words = options.map((option) => option.bytes);
      if (new Set(words).size < words.length) this.problem(place, 'two of these words are the same');
      return { kind: 'words', words };
    }
    return { kind: 'choice', options: options.map((option) => this.option(option, table)), place };
  }

  private option(option: Expression, table: TableSyntax | undefined): Option {
    const notes = option.kind === 'annotated' ? this.notes(option.annotations) : {};
    return { body: this.scope.inside(() => this.expression(option, table)), notes };
  }

  private name(expression: Extract<Expression, { kind: 'name' }>): Node {
    const rule = this.rules.get(expression.name);
    if (rule && expression.args === undefined) return this.rule(rule);
    if (rule) {
      this.problem(
        expression.place,
        `'${rule.name}' is a rule: it takes no brackets`,
        'leave a space before a group',
      );
      return this.rule(rule);
    }
    const known = [...this.rules.keys(), ...TYPE_NAMES];
    if (!TYPE_NAMES.includes(expression.name)) {
      const hint = didYouMean(expression.name, known) ?? `types: ${TYPE_NAMES.join(', ')}`;
      this.problem(expression.place, `there is no rule or type '${expression.name}'`, hint);
      return { kind: 'literal', bytes: '' };
    }
    return resolveType(expression, {
      problem: (...problem) => this.problem(...problem),
      expression: (body) => this.expression(body, undefined),
      scope: this.scope,
    });
  }

  private notes(annotations: readonly Annotation[]): Notes {
    for (const { name, values, place } of annotations)
      if (values.length !== 1) this.problem(place, `@${name} takes one text`, `write @${name}("...")`);
    return Object.fromEntries(annotations.map(({ name, values }) => [name, values[0] ?? '']));
  }

  private problem(place: Place, message: string, suggestion?: string): void {
    this.problems.push(problemAt(place, message, suggestion));
  }
}
