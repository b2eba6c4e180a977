/** What the CEL library found wrong with an expression, in our words and at its place in the YAML file. */
import { ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import type { Problems } from '../problems.js';
import { didYouMean } from '../suggest.js';
import type { WordText } from '../vocabulary.js';
import type { SpecNode } from '../yaml/spec-node.js';

/** A failed expression, and what it could have used. */
export interface FailedExpression {
  readonly node: SpecNode;
  readonly error: unknown;
  readonly words: Readonly<Record<string, WordText>>;
  readonly variables: readonly string[];
}

interface Told {
  readonly message: string;
  readonly suggestion?: string | undefined;
}

/** Tells why the expression cannot be used. */
export function celProblem(failed: FailedExpression, problems: Problems): void {
  const { error, node } = failed;
  if (!(error instanceof ParseError || error instanceof CelTypeError)) throw error;
  const tell = TELLERS[error.code];
  const { message, suggestion } = tell?.(error.summary, failed) ?? { message: lowerFirst(error.summary) };
  problems.add(node.character(error.range?.start ?? 0), message, suggestion);
}

const TELLERS: Readonly<Record<string, (summary: string, failed: FailedExpression) => Told>> = {
  unknown_variable: unknownVariable,
  no_matching_overload: wrongCall,
  no_such_overload: (summary) => ({ message: summary.replace('no such overload:', 'CEL has no') }),
  unexpected_token: (summary) => ({
    message: summary.endsWith('EOF') ? 'the expression ends too early' : lowerFirst(summary),
  }),
};

function unknownVariable(summary: string, { variables, words }: FailedExpression): Told {
  const name = summary.replace('Unknown variable: ', '');
  if (name in words)
    return { message: `\`${name}\` is a word, not a variable`, suggestion: `call it: ${name}(...)` };
  return { message: `unknown name \`${name}\``, suggestion: didYouMean(name, variables) };
}

/** A function that is not there, or one that does not take what it is given. */
function wrongCall(summary: string, { words }: FailedExpression): Told {
  const match = /'(?:(.*)\.)?(\w+)\((.*)\)'$/.exec(summary);
  const [, receiver, name = '', given = ''] = match ?? [];
  const word = words[name];
  if (word !== undefined && receiver === undefined) {
    return { message: `\`${name}\` takes (${word.takes.join(', ')}), but is given (${given})` };
  }
  if (receiver === undefined && !BUILT_IN.has(name)) {
    return { message: `unknown word \`${name}\``, suggestion: didYouMean(name, Object.keys(words)) };
  }
  return { message: `CEL has no ${receiver === undefined ? '' : `${receiver}.`}${name}(${given})` };
}

/** The functions that CEL brings along and that make sense here. */
const BUILT_IN = new Set(['size', 'int', 'string', 'bool', 'dyn', 'type', 'has', 'uint', 'double', 'bytes']);

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
