/**
 * The programs of reports/findings: each exits with 0 on this kernel, where it sees what Linux shows, and with 1 on the
 * target that it was found on, where that is installed.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/spec/index.js';
import { GCC } from './compiled.js';
import { CONFINED } from './kept.js';
import { STARTERS, targetOf, type Starter } from './starters.js';

const run = promisify(execFile);
const FINDINGS = join(packageRoot(), 'reports/findings');
const directory = mkdtempSync(join(tmpdir(), 'abide-findings-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const HOST: Starter = { needs: ['gcc'], compiler: 'gcc', command: (path) => [path] };
const STATIC = [...GCC, '-static'];
const DEADLINE_MS = 120_000;
const programs = readdirSync(FINDINGS).filter((name) => name.endsWith('.c'));

/** Compiles a program for whom `starter` starts it; gives its path. */
async function compiled(name: string, { compiler }: Starter): Promise<string> {
  const path = join(directory, `${name}-${compiler}`);
  await run(compiler, [...STATIC, '-o', path, join(FINDINGS, name)]);
  return path;
}

function title(target: string, missing: string | undefined): string {
  return missing === undefined ? `on ${target}` : `on ${target} (SKIPPED: no ${missing} here)`;
}

const noRoot = process.getuid?.() === 0 ? undefined : 'root';
(noRoot === undefined ? describe : describe.skip)(title('this kernel', noRoot), () => {
  test.each(programs)('%s exits with 0', async (name) => {
    expect(started(HOST, await compiled(name, HOST))).toEqual([0, '']);
  });
});

const targets = [...new Set(programs.map(targetOf))];
describe.each(targets)('findings on %s', (target) => {
  const starter = STARTERS[target];
  if (starter === undefined) throw new Error(`starters.ts does not say how ${target} starts a program`);
  const missing = missingFor(starter);
  (missing === undefined ? describe : describe.skip)(title(target, missing), () => {
    if (starter.isMachine === true && missing === undefined) {
      const init = join(packageRoot(), 'suites/programs/guest-init.c');
      execFileSync(starter.compiler, [...STATIC, '-o', join(directory, 'init'), init]);
    }
    test.each(programs.filter((name) => targetOf(name) === target))('%s exits with 1', async (name) => {
      const path = await compiled(name, starter);
      if (starter.isMachine === true) copyFileSync(path, join(directory, 'program'));
      const found = started(starter, starter.isMachine === true ? join(directory, 'program') : path);
      expect(found).toEqual([1, expect.stringContaining('expected')]);
    });
  });
});

/** What a target lacks here; nothing if programs can be run on it. */
function missingFor({ needs }: Starter): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  return needs.find((program) => spawnSync('which', [program]).status !== 0);
}

/** Runs the program at `path` as `starter` says: its exit status, null if it did not end in time, and what it says. */
function started(starter: Starter, path: string): [status: number | null, said: string] {
  const [command = '', ...args] = [...CONFINED, ...starter.command(path)];
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: DEADLINE_MS });
  if (starter.isMachine !== true) return [status, stdout];
  const [, said = '', told] = /^([^]*?)\n+exit status (\d+)/.exec(stdout.replaceAll('\r', '')) ?? [];
  return [told === undefined ? null : Number(told), said];
}
