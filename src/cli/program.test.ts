/** The command line against the model, with streams of our own: what is printed where, and the exit status. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { coloursOf, type ExitStatus, type Io } from './io.js';
import { runProgram } from './program.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-cli-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('abide run', () => {
  test('prints the summary to standard output, progress to standard error, writes the report, and ends with 0', async () => {
    const report = join(directory, 'report');
    const ran = await abide([
      'run',
      'descriptors',
      '-t',
      'model',
      '--scenarios',
      '20',
      '--seed',
      '1',
      '--report',
      report,
    ]);
    expect([ran.status, ran.stderr.split('\n')[0]]).toEqual([0, 'model: linux-6.18, seed 1']);
    expect(ran.stdout).toMatch(/^CONFORMS {2}model linux-6\.18/);
    expect(ran.stdout).toMatch(/\nmodel: [\d,]+ scenarios, nothing unexpected\n$/);
    expect(JSON.parse(readFileSync(join(report, 'result.json'), 'utf8'))).toMatchObject({
      ok: true,
      version: 3,
    });
  });

  test('--json prints one document', async () => {
    const ran = await abide([
      'run',
      'signals',
      '-t',
      'model',
      '--scenarios',
      '5',
      '--report',
      directory,
      '--json',
    ]);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      format: 'abide-result',
      targets: [{ generated: 5, written: 0 }],
    });
  });

  test('interrupted, it says what it has, and ends with 2', async () => {
    const stop = new AbortController();
    const args = ['run', 'signals', '-t', 'model', '--time', '60', '--report', directory];
    const ran = await abide(args, '', stop.signal, (line) => {
      if (line.includes('model: linux')) stop.abort();
    });
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^model: interrupted after \d+ scenarios?: nothing/,
    );
    expect(ran.status).toBe(2);
  });

  test('that cannot write its report says where and what to do', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    const ran = await abide(['run', 'regressions', '-t', 'model', '--scenarios', '0', '--report', file]);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(
      /^abide: cannot write the report to .*file.*: name another place with --report$/m,
    );
  });
});

describe('abide try and replay', () => {
  const scenario = 'A: pipe2(O_CLOEXEC)\nA: write(4, "x")\nA: read(3, 8)\n';

  test('show every step of model and targets, and the verdict', async () => {
    const ran = await abide(['try', '-', '-t', 'model'], scenario);
    expect(ran.status).toBe(0);
    expect(ran.stdout).toContain('A: read = 1 "x"');
    expect(ran.stdout).toMatch(/model: conforms \(\d+ clauses fired\)/);
  });

  test('end with 1 if a scenario expects something else', async () => {
    const file = join(directory, 'wrong.scn');
    writeFileSync(file, 'A: close(77) = 0\n');
    const tried = await abide(['try', file, '-t', 'model']);
    expect([tried.status, tried.stdout]).toEqual([1, expect.stringContaining('A: close = EBADF')]);
    const replayed = await abide(['replay', file, '-t', 'model']);
    expect([replayed.status, replayed.stdout]).toEqual([1, expect.stringMatching(/^model: still happens\n/)]);
  });
});

describe('abide explain, targets and coverage', () => {
  test('tell a clause by its promise, and every target', async () => {
    expect((await abide(['explain', 'read/bad-fd'])).stdout).toMatch(
      /^read\/bad-fd: a refusal of read\n[^]*EBADF/,
    );
    const targets = await abide(['targets']);
    expect([targets.status, targets.stdout]).toEqual([0, expect.stringMatching(/^model: available/m)]);
  });

  test('count clauses that fired, and name those that never did', async () => {
    const ran = await abide(['coverage', '-t', 'model', '--scenarios', '0', '--json']);
    const { model } = JSON.parse(ran.stdout) as { model: { fired: Record<string, number> } };
    expect(model.fired['read/bad-fd']).toBeGreaterThan(0);
  });
});

describe('what cannot be done ends with 2 and one line that says what to do', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['rum'], /unknown command 'rum'.*abide --help/],
    ['an unknown option', ['run', '--fast'], /unknown option '--fast'/],
    ['a number that is none', ['run', '--seed', 'x'], /'--seed <number>' argument 'x' is invalid/],
    ['an unknown suite', ['run', 'sweet'], /unknown suite 'sweet': the suites are contract/],
    [
      'an unknown target',
      ['run', '-t', 'mars'],
      /unknown target 'mars': the targets are host, uml, gvisor, qemu-x86_64, qemu-aarch64, proot, vm:6.1, vm:6.12, model, vm:..., command:.../,
    ],
    ['a missing file', ['try', 'nowhere.scn'], /cannot read nowhere.scn: no such file or directory/],
    ['an unknown clause', ['explain', 'read/bat-fd'], /no clause 'read\/bat-fd': did you mean read\/bad-fd/],
  ];

  test.each(cases)('%s', async (_what, args, line) => {
    expectRefusal(await abide(args), line);
  });

  const scenarios: readonly (readonly [string, string, RegExp])[] = [
    ['no notation', 'A: pipe2(\n', /-:1:\d+: /],
    ['no steps', '# nothing\n', /has no steps/],
    ['an unknown call', 'A: reed(3)\n', /step 1: there is no system call 'reed': did you mean read/],
    ['too many arguments', 'A: close(3, 4)\n', /step 1: close takes \(fd\), but 2 values are written/],
    ['an actor nobody makes', 'B: getpid()\n', /actor B/],
    ['an unknown profile', 'setting: profile linux-9\nA: getpid()\n', /unknown profile 'linux-9'/],
  ];

  test.each(scenarios)('a scenario with %s', async (_what, text, line) => {
    expectRefusal(await abide(['try', '-', '-t', 'model'], text), line);
  });
});

test('colours need a terminal, and NO_COLOR unset', () => {
  const terminal = {
    ...ioOf('', new AbortController().signal).io,
    isTerminal: { stdout: true, stderr: true },
  };
  expect(coloursOf(terminal)).toBe(true);
  expect(coloursOf({ ...terminal, env: { NO_COLOR: '1' } })).toBe(false);
  expect(coloursOf({ ...terminal, env: { NO_COLOR: '' } })).toBe(true);
  expect(coloursOf({ ...terminal, isTerminal: { stdout: false, stderr: true } })).toBe(false);
});

interface Ran {
  readonly status: ExitStatus;
  readonly stdout: string;
  readonly stderr: string;
}

function expectRefusal(ran: Ran, line: RegExp): void {
  expect([ran.status, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringMatching(line)]);
  expect(ran.stderr).toMatch(/^abide: [^\n]+\n$/);
}

async function abide(
  args: readonly string[],
  input = '',
  signal = new AbortController().signal,
  watch: (line: string) => void = () => undefined,
): Promise<Ran> {
  const { io, told } = ioOf(input, signal, watch);
  const status = await runProgram(args, io);
  return { status, ...told };
}

function ioOf(
  input: string,
  signal: AbortSignal,
  watch: (line: string) => void = () => undefined,
): { io: Io; told: { stdout: string; stderr: string } } {
  const told = { stdout: '', stderr: '' };
  const io: Io = {
    stdout: (text) => void (told.stdout += typeof text === 'string' ? text : new TextDecoder().decode(text)),
    stderr: (text) => {
      told.stderr += text;
      watch(text);
    },
    stdin: () => Promise.resolve(new TextEncoder().encode(input)),
    env: {},
    isTerminal: { stdout: false, stderr: false },
    columns: 80,
    signal,
    exit: () => undefined,
  };
  return { io, told };
}
