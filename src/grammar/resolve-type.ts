/** Built-in types with their arguments to nodes. */
import type { Node, NumberNode, TextNode } from './ir.js';
import { didYouMean, type Place } from './notation/problem.js';
import type { Argument, Expression } from './notation/syntax.js';
import { NUMBER_ARGUMENTS, NUMBER_TYPES, TEXT_ARGUMENTS } from './types.js';
import { must } from './must.js';

/** Where a type reports what is wrong, and how it resolves an expression between its brackets. */
export interface TypeContext {
  problem(place: Place, message: string, suggestion?: string): void;
  expression(body: Expression): Node;
}

type Named = Extract<Expression, { kind: 'name' }>;

/** The node of a built-in type; unknown or wrong arguments are reported to `context`. */
export function resolveType(expression: Named, context: TypeContext): Node {
  if (expression.name === 'text') return textNode(expression, context);
  if (expression.name === 'raw') return rawNode(expression, context);
  if (expression.name === 'extra') return extraNode(expression, context);
  return numberNode(expression, context);
}

function numberNode(expression: Named, context: TypeContext): NumberNode {
  const type = must(NUMBER_TYPES.get(expression.name));
  const named = namedArguments(expression, NUMBER_ARGUMENTS, context);
  const pad = named.string('pad') ?? (type.radix === 10 ? ' ' : '0');
  if (pad !== ' ' && pad !== '0') context.problem(expression.place, 'pad is " " or "0"');
  return {
    kind: 'number',
    ...type,
    width: named.number('width') ?? 1,
    pad: pad === '0' ? '0' : ' ',
    upper: (named.number('upper') ?? 0) !== 0,
    prefix: named.string('prefix') ?? '',
  };
}

function textNode(expression: Named, context: TypeContext): TextNode {
  const set = expression.args?.find((arg) => arg.kind === 'set' && arg.name === undefined);
  if (set?.kind !== 'set')
    context.problem(expression.place, 'text needs the set of its bytes', 'write text([^\\n])');
  const named = namedArguments(expression, TEXT_ARGUMENTS, context);
  const last = named.string('last');
  const [backslash, octal] = [named.string('backslash'), named.string('octal')];
  const escape = backslash ?? octal;
  return {
    kind: 'text',
    set: set?.kind === 'set' ? set.value : 0n,
    min: named.number('min') ?? 0,
    max: named.number('max') ?? Infinity,
    ...(last === undefined ? {} : { last }),
    ...(escape === undefined
      ? {}
      : { escape: { scheme: backslash === undefined ? 'octal' : 'backslash', bytes: escape } }),
  };
}

function rawNode(expression: Named, context: TypeContext): Node {
  const [body] = expression.args ?? [];
  if (body?.kind === 'expression') return { kind: 'raw', body: context.expression(body.value) };
  context.problem(expression.place, 'raw needs what it matches', 'write raw(rule)');
  return { kind: 'literal', bytes: '' };
}

function extraNode(expression: Named, context: TypeContext): Node {
  const [label, set] = expression.args ?? [];
  if (label?.kind === 'string' && set?.kind === 'set')
    return { kind: 'extra', label: label.value, set: set.value };
  context.problem(expression.place, 'extra needs a name and a set of bytes', 'write extra("more", [^\\n])');
  return { kind: 'literal', bytes: '' };
}

function namedArguments(expression: Named, known: readonly string[], context: TypeContext) {
  const named = new Map<string, Argument>();
  for (const arg of expression.args ?? []) {
    if (arg.name !== undefined && known.includes(arg.name)) named.set(arg.name, arg);
    else if (arg.name !== undefined || arg.kind !== 'set')
      context.problem(
        arg.place,
        `${expression.name} takes no '${arg.name ?? arg.kind}'`,
        didYouMean(arg.name ?? '', known) ?? `known: ${known.join(', ')}`,
      );
  }
  const get = (name: string, kind: 'string' | 'number'): string | number | undefined => {
    const arg = named.get(name);
    if (arg === undefined) return undefined;
    if (arg.kind === 'string' || arg.kind === 'number') if (arg.kind === kind) return arg.value;
    context.problem(arg.place, `'${name}' takes a ${kind}`);
    return undefined;
  };
  return {
    number: (name: string) => get(name, 'number') as number | undefined,
    string: (name: string) => get(name, 'string') as string | undefined,
  };
}
