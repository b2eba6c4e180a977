/** The arguments between the brackets of a type. */
import type { Bytes } from '../abi/index.js';
import type { Node } from './ir.js';
import { didYouMean, type Place } from './notation/problem.js';
import type { Argument, Expression } from './notation/syntax.js';
import type { Scope } from './scope.js';

/** Where a type reports what is wrong, how it resolves an expression between its brackets, and what it may refer to. */
export interface TypeContext {
  problem(place: Place, message: string, suggestion?: string): void;
  expression(body: Expression): Node;
  readonly scope: Scope;
}

/** A type as it is written: its name and what stands in its brackets. */
export type Named = Extract<Expression, { kind: 'name' }>;

/** What is asked of the arguments that have a name. */
export interface NamedArguments {
  number(name: string): number | undefined;
  string(name: string): Bytes | undefined;
}

/**
 * The arguments of `expression` that have a name, of which there are those in `known`. Reports to `context` any
 * other, those of the wrong kind, and those without a name beyond the first `positional`.
 */
export function namedArguments(
  expression: Named,
  known: readonly string[],
  context: TypeContext,
  positional = 0,
): NamedArguments {
  const named = new Map<string, Argument>();
  for (const [index, arg] of (expression.args ?? []).entries()) {
    if (arg.name !== undefined && known.includes(arg.name)) named.set(arg.name, arg);
    else if (arg.name !== undefined || index >= positional)
      context.problem(
        arg.place,
        `${expression.name} takes no '${arg.name ?? arg.kind}'`,
        didYouMean(arg.name ?? '', known) ?? (known.length === 0 ? undefined : `known: ${known.join(', ')}`),
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
    number: (name) => get(name, 'number') as number | undefined,
    string: (name) => get(name, 'string') as string | undefined,
  };
}
