/** Writing a text file whole or not at all. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotDo } from './io.js';
import { reasonOf } from './scenario-file.js';

/** Writes `text` to `path`: who reads it meanwhile sees the old text or the new one. Throws CannotDo. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new CannotDo(`cannot write ${path}: ${reasonOf(error)}`, 'name another place');
  }
}
