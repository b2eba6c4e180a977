/** What befalls `abide` itself, as a process: signals, disks, streams, targets that are gone. */
import { spawn, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeHost } from '../../src/target/index.js';
import { leftAtLast, leftBehind } from './aftermath.js';

const onLinux = describeHost().available ? describe : describe.skip;
const isRoot = process.getuid?.() === 0;
const PROGRAM = resolve('dist/src/cli/main.js');
const DEVIANT = fileURLToPath(new URL('deviant.js', import.meta.url));
/** The planted deviation, of whatever call a suite of the program meets first. */
const PLANTED = /: \w+\/bad-fd: .*EINVAL/;
/** Its clause, in a report or as the name of a file. */
const FOUND = /\w[-/]bad-fd/;

const directory = mkdtempSync(join(tmpdir(), 'abide-misfortunes-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

onLinux('abide run', () => {
  test('that is interrupted tells what it found, and leaves nothing', async () => {
    const ran = await abide('interrupted', endless, { found: ({ child }) => child.kill('SIGINT') });
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringMatching(/interrupted after/) as unknown]);
    expect(ran.stderr).toMatch(/^abide: .*interrupted after .*broken/m);
    expect(ran.findings()).toMatch(FOUND);
  });

  test('that is killed has its findings on the disk, and leaves no process', async () => {
    const ran = await abide('killed', endless, { found: ({ child }) => child.kill('SIGKILL') });
    expect([ran.status, ran.signal]).toEqual([null, 'SIGKILL']);
    expect(ran.findings()).toMatch(FOUND);
  });

  test('whose reader goes away, and whose report is taken away, ends and writes it', async () => {
    const ran = await abide('unread', endless, {
      found: ({ child, report }) => {
        rmSync(report, { recursive: true, force: true });
        child.stdout?.destroy();
        child.stderr?.destroy();
      },
    });
    expect(ran.status).toBe(1);
    expect(ran.result()).toMatchObject({ ok: false });
    expect(ran.findings()).toMatch(FOUND);
  });

  test('whose target is gone for good says so in one line, and keeps what it found', async () => {
    const ran = await abide('gone', endless, {
      found: ({ place }) => writeFileSync(join(place, 'armed'), ''),
    });
    expect(ran.status).toBe(1);
    expect(ran.stderr.match(/^abide: .*$/gm)).toEqual([
      expect.stringMatching(
        /^abide: the agent does not start: .*status 1 \(the machine is gone\)$/,
      ) as unknown,
    ]);
    expect(ran.result()).toMatchObject({
      ok: false,
      targets: [{ ended: { how: 'failed' }, verdicts: { crash: 0 } }],
    });
  });

  (isRoot ? test : test.skip)('on a full disk prints what it found, and says what to do', async () => {
    const ran = await abide('full', endless, {
      found: ({ child }) => child.kill('SIGTERM'),
      before: 'mount -t tmpfs -o size=16k none "$REPORT"',
    });
    expect(ran.status).toBe(2);
    expect(ran.stdout).toMatch(FOUND);
    expect(ran.stderr).toMatch(/^abide: cannot write the report to .*: name another place with --report$/m);
  });

  test('with too few descriptors to read its own files says so in one line', async () => {
    const ran = await abide('few', endless, { before: 'ulimit -n 24' });
    expect(ran.status).toBe(2);
    expect(ran.stderr).toMatch(/^abide: cannot start: EMFILE: [^\n]*ulimit -n 1024[^\n]*\n$/);
  });

  test('twice at once, with no agent compiled yet: both find, and the report is whole', async () => {
    const few = (): string[] => ['run', 'regressions', '-t', 'host', '--seed', '1'];
    const cache = join(directory, 'home');
    const runs = await Promise.all(
      ['one', 'other'].map((name) => abide(name, few, { cache, report: 'both' })),
    );
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    expect(runs[0]?.result()).toMatchObject({ ok: true });
    expect(readdirSync(join(cache, '.cache', 'abide'))).toHaveLength(1);
  });

  test('whose agent in the cache was cut compiles it anew; without a compiler it says so', async () => {
    const cache = join(directory, 'home');
    const kept = join(cache, '.cache', 'abide');
    for (const name of readdirSync(kept)) truncateSync(join(kept, name), 100);
    const args = (): string[] => ['try', SCENARIO, '-t', 'host'];
    const scarce = await abide('no-compiler', args, { cache, before: 'PATH="$BIN"' });
    expect([scarce.status, scarce.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^abide: .*no C compiler found \(tried cc, gcc, clang\): install one: .*\n$/,
      ) as unknown,
    ]);
    expect(await abide('cut', args, { cache })).toMatchObject({ status: 0, stderr: '' });
  });
});

onLinux('abide audit and abide expect', () => {
  const audit = (target: string): string[] => [
    'audit',
    target,
    '--seed',
    '1',
    '--expect',
    join(directory, 'none.yaml'),
  ];

  test('of a target that does not start end with 2, and one line', async () => {
    const expected = join(directory, 'expected.yaml');
    const place = makePlace('stillborn');
    writeFileSync(join(place, 'armed'), '');
    const [audited, written] = await Promise.all([
      abide('stillborn', audit, {}),
      abide('stillborn', (target) => ['expect', target, '--to', expected], {}),
    ]);
    for (const { status, stderr } of [audited, written])
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(/^abide: the agent does not start: .* \(the machine is gone\)\n$/) as unknown,
      ]);
    expect([existsSync(expected), audited.stdout]).toEqual([false, '']);
  });

  test('of a target that dies on the way tell what was found, and no expectations are written', async () => {
    const expected = join(directory, 'expected.yaml');
    const dies: Course = { found: ({ place }) => writeFileSync(join(place, 'armed'), '') };
    const audited = await abide('dies', audit, dies);
    const from = join(directory, 'dies', 'report', 'result.json');
    const written = await abide('dies', (target) => ['expect', target, '--from', from, '--to', expected], {});
    expect([audited.status, audited.result()]).toMatchObject([
      1,
      { targets: [{ ended: { how: 'failed' }, stale: [] }] },
    ]);
    expect(audited.findings()).toMatch(FOUND);
    expect([written.status, written.stderr]).toEqual([
      2,
      expect.stringMatching(
        /^abide: the audit of .* did not come to its end: .* stays as it is: .*--time$/m,
      ) as unknown,
    ]);
    expect(existsSync(expected)).toBe(false);
  });
});

const SCENARIO = resolve('suites/regressions/same-mask-again.scn');

/** A run that ends only because something befalls it; of the suites, this one starts soonest. */
function endless(target: string): string[] {
  return ['run', 'descriptors', '-t', target, '--seed', '1', '--time', '600'];
}

/** What there is to see of a run while it goes on. */
interface Running {
  readonly child: ChildProcess;
  readonly place: string;
  readonly report: string;
}

interface Course {
  /** What happens once something was found. */
  readonly found?: (running: Running) => void;
  /** Said by a shell, in a mount namespace of its own, before the program runs. */
  readonly before?: string;
  /** The home of the run, with its cache. */
  readonly cache?: string;
  readonly report?: string;
}

interface Ran {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  result(): unknown;
  /** The names of the findings in its report. */
  findings(): string;
}

function makePlace(name: string): string {
  const place = join(directory, name);
  mkdirSync(place, { recursive: true });
  return place;
}

/** Runs the program in a session of its own, and holds it to it that nothing of that is left. */
async function abide(name: string, args: (target: string) => string[], course: Course): Promise<Ran> {
  const place = makePlace(name);
  const report = makePlace(join(course.report ?? name, 'report'));
  const target = `command:exec ${process.execPath} ${DEVIANT} ${place} {agent}`;
  const words = [
    ...args(target),
    ...(['run', 'audit'].includes(args(target)[0] ?? '') ? ['--report', report] : []),
  ];
  const bin = makePlace('bin');
  const shell = `${course.before ?? ':'}; exec "$@"`;
  const inside = course.before?.startsWith('mount') === true ? ['unshare', '-m', '--'] : [];
  const line = [...inside, 'sh', '-c', shell, 'sh', process.execPath, PROGRAM, ...words];
  const home = course.cache === undefined ? {} : { HOME: course.cache };
  if (course.cache !== undefined) mkdirSync(course.cache, { recursive: true });
  const env = { ...process.env, NO_COLOR: '1', ...home, REPORT: report, BIN: bin };
  const child = spawn(line[0] ?? '', line.slice(1), {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  let isFound = false;
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
    if (isFound || !PLANTED.test(said.stderr)) return;
    isFound = true;
    course.found?.({ child, place, report });
  });
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((end) =>
    child.once('exit', (code, by) => end([code, by])),
  );
  expect(await leftAtLast(() => leftBehind([child.pid ?? 0]))).toEqual([]);
  return {
    ...{ status, signal, ...said },
    result: () => JSON.parse(readFileSync(join(report, 'result.json'), 'utf8')) as unknown,
    findings: () => readdirSync(join(report, 'findings')).join(),
  };
}
