/** One descriptor of every kind, in a process of ours: src/agent/descriptors makes them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { errnoName } from '../abi/index.js';
import { agentDirectory, compileOnce, NATIVE_COMPILERS } from './compile-agent.js';
import { hostArch } from './describe-host.js';
import { TargetFailure } from './target.js';

/** What came of making one descriptor: it is there, or why the kernel has none here. */
export type MadeDescriptor =
  { readonly kind: string; readonly fd: number } | { readonly kind: string; readonly errno: string };

/** A process that holds one descriptor of every kind. */
export interface DescriptorHolder {
  readonly pid: number;
  readonly made: readonly MadeDescriptor[];
}

export interface DescriptorOptions {
  readonly compilers?: readonly string[];
  /** Where the compiled program is kept. */
  readonly cache?: string;
}

const FLAGS = ['-std=gnu11', '-Wall', '-Wextra', '-O2'];

/**
 * What `use` makes of a process that holds one descriptor of every kind; the process has ended when this settles.
 * Rejects with TargetFailure where it cannot be compiled or started, and with what `use` throws.
 */
export async function withDescriptors<T>(
  use: (holder: DescriptorHolder) => T,
  { compilers = NATIVE_COMPILERS, cache }: DescriptorOptions = {},
): Promise<T> {
  const source = join(agentDirectory(), 'descriptors', 'descriptors.c');
  const sources = { units: [source], all: [source] };
  const build = { arch: hostArch(), compilers, ...(cache === undefined ? {} : { cache }) };
  const path = await compileOnce(build, { name: 'descriptors', sources, flags: FLAGS });
  const child = spawn(path, { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  ended.catch(() => undefined);
  try {
    const made = await madeBy(createInterface(child.stdout));
    if (made === undefined || child.pid === undefined)
      throw new TargetFailure('the process that makes one descriptor of every kind does not start');
    return use({ pid: child.pid, made });
  } finally {
    child.kill('SIGKILL');
    child.stdout.destroy();
    await ended.catch(() => undefined);
  }
}

/** What it says up to `done`; nothing if it ends before. */
async function madeBy(lines: AsyncIterable<string>): Promise<MadeDescriptor[] | undefined> {
  const made: MadeDescriptor[] = [];
  for await (const line of lines) {
    if (line === 'done') return made;
    const [first = '', second = ''] = line.split(' ');
    if (/^[0-9]+$/.test(first)) made.push({ kind: second, fd: Number(first) });
    else made.push({ kind: first, errno: errnoName(Number(second)) });
  }
  return undefined;
}
