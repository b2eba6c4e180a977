/**
 * Scenarios as C programs: compiled without a warning, they exit with 0 on this kernel, and with 1 where they expect
 * what it does not show. Programs of what gVisor is known to do otherwise exit with 1 there, where runsc is installed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { exportProgram } from '../../src/report/index.js';
import { parseScenario, type Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { compiled } from './compiled.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-programs-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const isRoot = process.getuid?.() === 0;
const hasRunsc = isRoot && spawnSync('runsc', ['--version']).status === 0;

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { spec } = loaded;

/** Every sort of tale: alone, with children, threads, handlers, stops, and in a PID namespace. */
const FILES = [
  'eintr/scenarios/read-eintr.scn',
  'eintr/scenarios/read-restarted.scn',
  'eintr/scenarios/ignored-is-nothing.scn',
  'eintr/scenarios/stop-and-continue.scn',
  'jobs/scenarios/discard-each-other.scn',
  'jobs/scenarios/orphans-belong-to-init.scn',
  'jobs/scenarios/stopped-runs-nothing.scn',
  'pid-reuse/scenarios/a-wait-means-the-process.scn',
  'threads/scenarios/leader-gone.scn',
];

/** What gVisor of 2022 does otherwise. */
const GVISOR = [
  'A: pipe2(O_DIRECT) = 0 [3, 4]\n',
  'A: fcntl(0, F_DUPFD, 1024) = EINVAL\n',
  'A: futex(private(0), FUTEX_REQUEUE, -1, 0, private(1)) = EINVAL\n',
];

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
}

/** Compiles the program of a text; gives its path. */
async function compile(name: string, text: string, ...more: string[]): Promise<string> {
  const exported = exportProgram({ scenario: scenarioOf(text) }, spec);
  if (!exported.ok) throw new Error(exported.reason);
  const source = join(directory, `${name.replace(/\W/g, '-')}.c`);
  writeFileSync(source, exported.program);
  return compiled(source, ...more);
}

/** Its exit status, null if something of it was still running at last, and what it says; what takes root says so with 2. */
function outcome(command: string, ...args: string[]): [status: number | null, said: string] {
  const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000 });
  if (error !== undefined) return [null, `${stdout}${error.message}`];
  return status === 2 && !isRoot && /root/.test(stdout) ? [0, ''] : [status, stdout];
}

describe('on this kernel', () => {
  test.each(FILES)('%s exits with 0', async (file) => {
    const path = await compile(file, readFileSync(join('suites', file), 'utf8'));
    expect(outcome(path)).toEqual([0, '']);
  });

  test('a text that expects another answer exits with 1, and says in one line which', async () => {
    const path = await compile('planted', 'A: getpid() = A\nA: close(1000) = EINVAL\n');
    expect(outcome(path)).toEqual([
      1,
      'close(1000): expected EINVAL 22 (Invalid argument), saw EBADF 9 (Bad file descriptor)\n',
    ]);
  });

  // What is left running has the output open, and the output is read to its end.
  test('so does one that sees a process where there should be none, and that one is not left behind', async () => {
    const path = await compile('planted-process', 'A: fork() = B\nB: fork() = EAGAIN\n');
    expect(outcome(path)).toEqual([1, expect.stringContaining('step 2: fork(): expected EAGAIN')]);
  });

  test('so does one that sleeps where nothing sleeps, and one that comes back where it should not', async () => {
    const sleeper = 'A: pipe2(0) = 0 [3, 4]\nA: fork() = B\nB: read(3, 16) ...\nA: write(4, "x") = 1\n';
    const path = await compile('planted-sleeper', sleeper);
    expect(outcome(path)).toEqual([1, expect.stringContaining('step 4: B: expected')]);
  });
});

(hasRunsc ? describe : describe.skip)('on gVisor (skipped: no runsc here, or not root)', () => {
  test.each(GVISOR)('%s', async (text) => {
    const path = await compile(`gvisor ${text}`, text, '-static');
    expect(outcome(path)).toEqual([0, '']);
    const options = ['--platform=ptrace', '--network=none', '--ignore-cgroups', 'do', path];
    expect(outcome('runsc', ...options)).toEqual([1, expect.stringContaining('expected')]);
  });
});
