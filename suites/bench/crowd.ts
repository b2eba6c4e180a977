/** Crowds: a process with many mappings, with many connections, or with many children, for as long as it is needed. */
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CROWD_PROGRAM } from './crowd-program.js';

export type CrowdKind = 'mappings' | 'connections' | 'children';

/** Compiles the program of crowds in `directory` and gives its path. Throws where there is no compiler. */
export function compileCrowds(directory: string): string {
  const source = join(directory, 'crowd.c');
  const program = join(directory, 'abide-bench-crowd');
  writeFileSync(source, CROWD_PROGRAM);
  execFileSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', source, '-o', program], { stdio: 'pipe' });
  return program;
}

/**
 * Starts a crowd, gives its process and those that it made to `use`, and ends all of them when `use` is done. Rejects
 * where the crowd cannot be made (privileges, limits), with what it complained of.
 */
export async function withCrowd<T>(
  program: string,
  kind: CrowdKind,
  size: number,
  use: (leader: number, others: readonly number[]) => T,
): Promise<T> {
  const crowd = spawn(program, [kind, String(size)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaint: Buffer[] = [];
  crowd.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  const ended = new Promise((resolve) => crowd.once('close', resolve));
  try {
    const [line] = await Promise.race([
      new Promise<string[]>((resolve) =>
        createInterface(crowd.stdout).once('line', (text) => resolve([text])),
      ),
      ended.then((): string[] => []),
    ]);
    const [leader, ...others] = (line ?? '').split(' ').filter(Boolean).map(Number);
    if (leader === undefined) throw new Error(`no ${kind}: ${Buffer.concat(complaint).toString().trim()}`);
    return use(leader, others);
  } finally {
    crowd.stdin.end();
    await ended;
  }
}
