/** Checks the shape of a file of spec/ against its JSON Schema, and tells the differences in our own words. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { specRoot } from '../find-spec.js';
import type { Problems } from '../problems.js';
import type { Source } from '../yaml/source.js';
import { schemaMessage } from './schema-message.js';

/** The schemas of spec/schema, each by the name of its file. */
export type SchemaName =
  | 'syscall'
  | 'file-kind'
  | 'laws'
  | 'constants'
  | 'types'
  | 'profile'
  | 'proc'
  | 'expectations'
  | 'c-library';

const OPTIONS = { allErrors: true, verbose: true, strictTypes: false, strictRequired: false };

const compiled = new Map<SchemaName, ValidateFunction>();
let ajv: Ajv | undefined;

/** Tells every place where `source` departs from the schema `name`. */
export function checkSchema(source: Source, name: SchemaName, problems: Problems): void {
  const validate = validator(name);
  if (validate(source.document.toJS())) return;
  for (const error of validate.errors ?? []) reportError(source, error, problems);
}

/** Compiled once a process: that is most of the price. */
function validator(name: SchemaName): ValidateFunction {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  ajv ??= newAjv();
  const validate = ajv.compile(readSchema(name));
  compiled.set(name, validate);
  return validate;
}

/** Our schemas are checked by a test, not by each load. */
function newAjv(): Ajv {
  const made = new Ajv({ ...OPTIONS, meta: false, validateSchema: false });
  made.addSchema(readSchema('body'), 'body.json');
  return made;
}

function readSchema(name: string): object {
  return JSON.parse(readFileSync(join(specRoot(), 'schema', `${name}.json`), 'utf8')) as object;
}

function reportError(source: Source, error: ErrorObject, problems: Problems): void {
  const told = schemaMessage(error);
  if (told === undefined) return;
  const node = source.root.follow(pointer(error.instancePath));
  const at = (told.key === undefined ? undefined : node.keyNode(told.key)) ?? node;
  problems.add(at.at, told.message, told.suggestion);
}

function pointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
