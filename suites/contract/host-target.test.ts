/** The host target itself: what it sees, and that it leaves nothing behind, whatever a scenario does. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parseScenario, printScenario, type Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import {
  NATIVE_COMPILERS,
  agentDirectory,
  compileAgent,
  createHostTarget,
  describeHost,
  type Target,
} from '../../src/target/index.js';
import { HUNDREDS, RUNNER, SPIN } from './other-runners.js';

const execute = promisify(execFile);
const onLinux = describeHost().available ? describe : describe.skip;
const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { abi } = loaded.spec;
const arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

function scenario(text: string): Scenario {
  const parsed = parseScenario(`setting: profile linux-6.18\n${text}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.scenario;
}

/** Runs the actions of a scenario text; gives the text with what was seen. */
async function seen(target: Target, text: string): Promise<string> {
  const asked = scenario(text);
  const { steps, ended } = await target.run(asked);
  expect(ended).toEqual({ how: 'complete' });
  const told = {
    ...asked,
    steps: asked.steps.map(({ action }, index) => ({ action, expect: steps[index] ?? [] })),
  };
  return printScenario(told).split('\n').slice(1).join('\n').trim();
}

onLinux('the wire', () => {
  test('the agent reads the golden requests, and writes the golden answers', async () => {
    const path = await compileAgent({ arch, compilers: NATIVE_COMPILERS });
    const frames = join(agentDirectory(), 'frames');
    const hex = (name: string): Buffer =>
      Buffer.from(readFileSync(join(frames, name), 'latin1').replace(/\s/g, ''), 'hex');
    for (const request of ['run', 'walk']) {
      const dumped = spawnSync(path, ['dump'], { input: hex(`${request}.hex`) });
      expect(dumped.stdout.toString('latin1')).toBe(readFileSync(join(frames, `${request}.txt`), 'latin1'));
    }
    const answers = Buffer.concat([hex('observed.hex'), hex('walked.hex')]);
    expect(spawnSync(path, ['sample']).stdout.toString('hex')).toBe(answers.toString('hex'));
  });

  test.each(['run', 'walk'])('a %s frame cut anywhere is malformed, and nothing worse', async (request) => {
    const path = await compileAgent({ arch, compilers: NATIVE_COMPILERS });
    const text = readFileSync(join(agentDirectory(), 'frames', `${request}.hex`), 'latin1');
    const frame = Buffer.from(text.replace(/\s/g, ''), 'hex');
    for (let length = 20; length < frame.length; length += 7) {
      const cut = Buffer.from(frame.subarray(0, length));
      cut.writeUInt32LE(length - 4, 0);
      const { stdout, status } = spawnSync(path, ['dump'], { input: cut });
      expect(status).toBe(0);
      expect(stdout.toString('latin1')).toMatch(/malformed\n$/);
    }
  });
});

onLinux('the host', () => {
  const target = createHostTarget({ abi, agents: 1, deadlineMs: 5000 });
  afterAll(() => target.close());

  test('blocking, handlers, restarts, new images, ends: as the notation has them', async () => {
    const text = `
A: pipe2(O_CLOEXEC) = 0 [3, 4]
A: rt_sigaction(SIGUSR1, {handler: handler, flags: SA_RESTART, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: fork() -> B = 3
B: ! began
B: read(3, 16) ...
A: kill(B, SIGUSR1) = 0
B: ! handler SIGUSR1 {code: SI_USER, pid: 2, uid: 0}
A: write(4, "x") = 1
B: read = 1 "x"
A: wait4(-1, 0) ...
B: exit_group(3)
A: wait4 = 3 {exited: 3}
B: ! ended gone
A: execve("/bin/agent", ["agent", "x"], [])
A: ! image ["agent", "x"]
A: look cmdline
A: ! seen cmdline "agent\\x00x\\x00"
A: read(3, 1, buf: unmapped) = EBADF`.trim();
    expect(await seen(target, text)).toBe(text);
  });

  test('stops and continuations, of idle and of blocked actors', async () => {
    const text = `
A: pipe2(0) = 0 [3, 4]
A: fork() -> B = 3
B: ! began
A: kill(B, SIGSTOP) = 0
B: ! stopped
B: getpid()
B: ! busy
A: kill(B, SIGCONT) = 0
B: ! continued
B: read(3, 1) ...
A: kill(B, SIGSTOP) = 0
B: ! stopped
A: write(4, "x") = 1
A: kill(B, SIGCONT) = 0
B: ! continued
B: read = 1 "x"
B: kill(B, SIGKILL)
B: ! ended zombie`.trim();
    expect(await seen(target, text)).toBe(text);
  });

  test('memory: null, unmapped, read-only, straddling', async () => {
    const text = `
A: pipe2(0) = 0 [3, 4]
A: write(4, buf: straddling(3), count: 3) = 3
A: read(3, 3) = 3 "xxx"
A: write(4, buf: read-only, count: 2) = 2
A: read(3, 2, buf: read-only) = EFAULT
A: read(3, 2, buf: null) = EFAULT
A: wait4(-1, 0, stat_addr: unmapped) = ECHILD`.trim();
    expect(await seen(target, text)).toBe(text);
  });

  test('twenty-six actors, and then a kill of everybody', async () => {
    const forks = Array.from({ length: 25 }, (_, index) => `A: fork() = ${String.fromCharCode(66 + index)}`);
    const { steps } = await target.run(
      scenario([...forks, 'Z: kill(-1, SIGKILL)', 'Z: getpid()'].join('\n')),
    );
    expect(steps[25]?.filter(({ kind }) => kind === 'ended')).toHaveLength(25);
    expect(steps[26]).toMatchObject([{ kind: 'returned', actor: 'Z' }]);
  });

  test('a scenario that spins is hung, costs itself alone, and its neighbours are answered', async () => {
    const impatient = createHostTarget({ abi, agents: 1, deadlineMs: 300 });
    const hung = impatient.run(scenario(SPIN));
    const fine = impatient.run(scenario('A: getpid()'));
    expect((await hung).ended).toMatchObject({
      how: 'hung',
      step: 3,
      detail: 'slot 0 in its call, state R; ',
    });
    expect((await fine).ended).toEqual({ how: 'complete' });
    await impatient.close();
  });

  test('an agent that is killed costs one scenario, and is started anew', async () => {
    const other = createHostTarget({ abi, agents: 1, deadlineMs: 60_000 });
    expect((await other.run(scenario('A: getpid()'))).ended.how).toBe('complete');
    const lost = other.run(scenario(SPIN));
    const next = other.run(scenario('A: getpid()'));
    process.kill(Number(children(process.pid).at(-1)), 'SIGKILL');
    expect((await lost).ended).toMatchObject({ how: 'died', detail: 'the agent died of SIGKILL' });
    expect((await next).ended).toEqual({ how: 'complete' });
    await other.close();
  });

  test('two hundred scenarios leave no process, no mount and no file behind', async () => {
    const place = mkdtempSync(join(tmpdir(), 'abide-left-'));
    try {
      const before = mounts();
      const env = { ...process.env, TMPDIR: place };
      const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', HUNDREDS], {
        env,
      });
      expect(stdout.trim()).toBe('200 opened');
      const left = readdirSync(place).filter((name) => name !== `abide-${process.getuid?.()}`);
      expect([mounts(), left]).toEqual([before, []]);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  test('kill -9 of the runner ends its agents and their scenarios', async () => {
    const runner = spawn(process.execPath, ['--input-type=module', '--eval', RUNNER], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => runner.stdout.once('data', resolve));
    const family = descendants(runner.pid ?? 0);
    expect(family.length).toBeGreaterThanOrEqual(3);
    const exited = new Promise((resolve) => runner.once('exit', resolve));
    runner.kill('SIGKILL');
    await exited;
    await until(() => family.every(isGone));
  });

  test('what cannot be carried rejects, with the step', async () => {
    await expect(target.run(scenario('A: getpid()\nA: getpid(1)'))).rejects.toThrow(/^step 2: getpid takes/);
  });

  test('no compiler is a failure with a remedy', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'abide-none-'));
    try {
      await expect(compileAgent({ arch, compilers: ['no-such-compiler'], cache })).rejects.toMatchObject({
        name: 'TargetFailure',
        remedy: expect.stringContaining('apt-get install gcc') as unknown,
      });
    } finally {
      rmSync(cache, { recursive: true });
    }
  });
});

function mounts(): string {
  return readFileSync('/proc/self/mounts', 'latin1');
}

function children(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

function descendants(pid: number): number[] {
  return children(pid).flatMap((child) => [Number(child), ...descendants(Number(child))]);
}

/** True for a process that is no more, or that waits for its new parent to reap it. */
function isGone(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return true;
  }
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 5000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('not within five seconds');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
