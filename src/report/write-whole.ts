/** Writing a text file whole or not at all. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from './make-directory.js';

/**
 * Writes `text` to `path`, and makes the directories above it if need be: who reads it meanwhile sees the old text or the
 * new one. Throws the error of the file system, and leaves the old text then.
 */
export function writeWhole(path: string, text: string): void {
  makeDirectory(dirname(path));
  const draft = `${path}.${process.pid}.part`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
