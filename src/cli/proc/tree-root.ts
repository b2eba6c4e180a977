/** The directory that a user names as a tree like /proc. */
import { readdirSync } from 'node:fs';
import { quoted } from '../../grammar/index.js';
import { CannotDo } from '../io.js';

const WRONG: Readonly<Record<string, string>> = {
  ENOENT: 'there is no directory',
  ENOTDIR: 'no directory is',
  EACCES: 'you may not list',
};

/**
 * The root of a tree as the procfs room takes it: the bytes of its path, one char code each. Throws CannotDo, with
 * `remedy`, for what is no directory, cannot be listed or has nothing in it.
 */
export function treeRoot(path: string, remedy: string): string {
  const root = Buffer.from(path).toString('latin1');
  if (namesIn(path, remedy).length === 0) throw new CannotDo(`nothing is in ${quoted(root)}`, remedy);
  return root;
}

function namesIn(path: string, remedy: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (thrown) {
    const { code = '' } = thrown as NodeJS.ErrnoException;
    const what = WRONG[code] ?? `${code} came of listing`;
    throw new CannotDo(`${what} ${quoted(Buffer.from(path).toString('latin1'))}`, remedy);
  }
}
