/** Exported programs, and those that stand beside this file, as gcc compiles them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** With these options a program compiles without a warning. */
export const GCC = ['-pipe', '-Wall', '-Wextra', '-Werror', '-std=gnu11'];

/** Compiles `source`; gives the path of the program beside it. Rejects with what the compiler says. */
export async function compiled(source: string, ...more: string[]): Promise<string> {
  const path = source.replace(/\.c$/, '');
  await run('gcc', [...GCC, ...more, '-o', path, source]);
  return path;
}
