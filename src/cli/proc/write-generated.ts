/** Files that a command generates below a directory that the user names. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CannotDo } from '../io.js';

/** Writes `text` to `path` and gives the path back; directories are made. Throws CannotDo where that is not possible. */
export function writeGenerated(path: string, text: string): string {
  try {
    makeDirectory(dirname(path));
    writeFileSync(path, text);
  } catch (thrown) {
    throw new CannotDo(`${JSON.stringify(path)} cannot be written: ${(thrown as Error).message}`);
  }
  return path;
}

/** One after the other: where a file system has no directories to make, as /proc, the recursive mkdir never returns. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}
