/** Reading a result that was written before. */
import { readFile, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { packageRoot } from '../spec/index.js';
import { RESULT_VERSION, type RunResult } from './result.js';

/** A result, or in one line why there is none, and what to do about it. */
export type ReadResult =
  | { readonly ok: true; readonly result: RunResult }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

const REPORT = 'name a result.json, or the directory of a report';

/** Reads a result.json, or that of a report's directory. Never rejects: whatever stands there is data from outside. */
export async function readResult(path: string): Promise<ReadResult> {
  let text: string;
  try {
    const file = (await stat(path)).isDirectory() ? join(path, 'result.json') : path;
    text = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, reason: `cannot read ${path}: ${(error as Error).message}`, remedy: REPORT };
  }
  return checked(path, text);
}

function checked(path: string, text: string): ReadResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, reason: `${path} is no JSON`, remedy: REPORT };
  }
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== 'abide-result')
    return { ok: false, reason: `${path} is no result of abide`, remedy: REPORT };
  if (version !== RESULT_VERSION) {
    const reason = `${path} is a result of version ${String(version)}, and this abide reads version ${RESULT_VERSION}`;
    return { ok: false, reason, remedy: 'run it again' };
  }
  const validate = new Ajv2020({ strict: true }).compile<RunResult>(schema());
  if (validate(value)) return { ok: true, result: value };
  const [first] = validate.errors ?? [];
  const where = `${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim();
  return {
    ok: false,
    reason: `${path} is not what result.schema.json describes: ${where}`,
    remedy: 'run it again',
  };
}

function schema(): object {
  const file = join(packageRoot(), 'src', 'report', 'result.schema.json');
  return JSON.parse(readFileSync(file, 'utf8')) as object;
}
