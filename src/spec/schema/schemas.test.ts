import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from '@jest/globals';
import { specRoot } from '../find-spec.js';

const DIRECTORY = join(specRoot(), 'schema');

/** Every object of a schema, with its path. */
function objectsIn(value: unknown, path: string): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  const own: [string, Record<string, unknown>][] = Array.isArray(value)
    ? []
    : [[path, value as Record<string, unknown>]];
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, `${path}/${key}`))];
}

describe.each(readdirSync(DIRECTORY))('%s', (name) => {
  const schema = JSON.parse(readFileSync(join(DIRECTORY, name), 'utf8')) as Record<string, unknown>;

  test('is a JSON Schema', () => {
    const ajv = new Ajv({ strictTypes: false, strictRequired: false });
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  test('lets no unknown key pass', () => {
    const open = objectsIn(schema, name).filter(
      ([, part]) =>
        'properties' in part && typeof part['properties'] === 'object' && !('additionalProperties' in part),
    );
    expect(open.map(([path]) => path)).toEqual([]);
  });
});

test('every file of spec/ says which schema it follows, for editors', () => {
  const root = specRoot();
  const silent = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .filter((path) => {
      const [, schema] =
        /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(root, path), 'utf8')) ?? [];
      return (
        schema === undefined ||
        !readdirSync(DIRECTORY).includes(schema.replace(/^.*\//, '')) ||
        join(root, path, '..', schema) !== join(DIRECTORY, schema.replace(/^.*\//, ''))
      );
    });
  expect(silent).toEqual([]);
});
