/** One error of JSON Schema validation as a sentence for the writer of a rule. */
import type { ErrorObject } from 'ajv';
import { didYouMean, nearest } from '../suggest.js';

/** What is told of an error; `key`: the key of the mapping at fault, rather than the mapping. */
export interface SchemaMessage {
  readonly message: string;
  readonly suggestion?: string | undefined;
  readonly key?: string | undefined;
}

type Teller = (error: ErrorObject) => SchemaMessage | undefined;

/** What to say of `error`; nothing where another error says it better. */
export function schemaMessage(error: ErrorObject): SchemaMessage | undefined {
  if (error.schemaPath.includes('/oneOf/')) return undefined;
  const tell = TELLERS[error.keyword];
  return tell === undefined ? { message: error.message ?? error.keyword } : tell(error);
}

const TELLERS: Readonly<Record<string, Teller>> = {
  additionalProperties: (error) => unknownKey(error, String(error.params['additionalProperty'])),
  required: (error) => ({ message: `lacks \`${String(error.params['missingProperty'])}\`` }),
  type: wrongType,
  enum: notOneOf,
  const: (error) => ({
    message: `can only be ${show(error.params['allowedValue'])}, not ${show(error.data)}`,
  }),
  pattern: wrongForm,
  oneOf: (error) => ({
    message: comment(error) ?? 'fits none or several of the forms that are possible here',
  }),
  minLength: () => ({ message: 'must not be empty' }),
  minItems: () => ({ message: 'must not be empty' }),
  minProperties: () => ({ message: 'must not be empty' }),
  uniqueItems: (error) => ({
    message: `items ${Number(error.params['j']) + 1} and ${Number(error.params['i']) + 1} are the same`,
  }),
  propertyNames: () => undefined,
};

function unknownKey(error: ErrorObject, key: string): SchemaMessage {
  const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
  const suggestion =
    didYouMean(key, known) ?? (known.length === 0 ? undefined : `there are ${known.join(', ')}`);
  return { message: `unknown key \`${key}\``, suggestion, key };
}

function wrongType(error: ErrorObject): SchemaMessage {
  const wanted = [error.params['type'] as string | string[]].flat();
  const message = `must be ${wanted.map((type) => TYPES[type] ?? type).join(' or ')}, not ${show(error.data)}`;
  const unquoted = wanted.includes('string') && typeof error.data !== 'object';
  return { message, suggestion: unquoted ? 'write it in quotes' : undefined };
}

const TYPES: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'text',
  integer: 'an integer',
  boolean: 'true or false',
  null: 'null',
};

function notOneOf(error: ErrorObject): SchemaMessage {
  const allowed = (error.params['allowedValues'] as unknown[]).map(String);
  const near = nearest(String(error.data), allowed);
  return {
    message: `must be one of ${allowed.join(', ')}, not ${show(error.data)}`,
    suggestion: near === undefined ? undefined : `did you mean \`${near}\`?`,
  };
}

function wrongForm(error: ErrorObject): SchemaMessage {
  const text = error.propertyName ?? String(error.data);
  const form =
    (error.parentSchema?.['description'] as string | undefined) ?? `it must match ${String(error.schema)}`;
  return { message: `\`${text}\` does not fit here: ${form}`, key: error.propertyName };
}

function comment(error: ErrorObject): string | undefined {
  return error.parentSchema?.['$comment'] as string | undefined;
}

function show(data: unknown): string {
  const text = JSON.stringify(data) ?? String(data);
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
