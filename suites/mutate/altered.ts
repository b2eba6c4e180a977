/** Expressions that say something else. */
import { SignalSet, type Expression } from '../../src/spec/index.js';

/** Holds exactly where `expression` does not. */
export function negated(expression: Expression): Expression {
  return {
    ...expression,
    source: `!(${expression.source})`,
    evaluate: (machine, scope) => expression.evaluate(machine, scope) !== true,
  };
}

/** Always holds. */
export function always(expression: Expression): Expression {
  return { ...expression, source: 'true', evaluate: () => true };
}

/** Another number, or the other truth; nothing for what is neither, such as the state of something. */
export function altered(expression: Expression): Expression | undefined {
  if (!ALTERED.has(expression.type)) return undefined;
  return {
    ...expression,
    source: `another value than ${expression.source}`,
    evaluate: (machine, scope) => other(expression.evaluate(machine, scope)),
  };
}

const ALTERED = new Set(['int', 'bool', 'dyn', 'SignalSet']);

function other(value: unknown): unknown {
  if (typeof value === 'bigint') return value + 1n;
  if (typeof value === 'boolean') return !value;
  return value instanceof SignalSet ? new SignalSet(value.mask ^ 1n) : value;
}
