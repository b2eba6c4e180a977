/** What befalls `abide` itself, as a process: signals, disks, streams, targets that are gone. */
import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeHost } from '../../src/target/index.js';
import { abideIn, endless, FOUND, makePlace, SCENARIO, type Course, type Ran } from './abide-process.js';

const onLinux = describeHost().available ? describe : describe.skip;
const isRoot = process.getuid?.() === 0;

const directory = mkdtempSync(join(tmpdir(), 'abide-misfortunes-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const abide = (name: string, args: (target: string) => string[], course: Course): Promise<Ran> =>
  abideIn(directory, name, args, course);

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
    const place = makePlace(directory, 'stillborn');
    writeFileSync(join(place, 'armed'), '');
    const [audited, written] = await Promise.all([
      abide('stillborn', audit, {}),
      abide('stillborn', (target) => ['expect', target, '--to', expected], {}),
    ]);
    for (const { status, stderr } of [audited, written])
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(
          /^abide: command:\S.*: the agent does not start: .* \(the machine is gone\)\n$/,
        ) as unknown,
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
