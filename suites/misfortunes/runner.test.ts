/** What befalls the machine of `abide` itself: its wall clock, memory, processes, the disk on which the agent is made. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResult } from '../../src/report/index.js';
import { describeHost } from '../../src/target/index.js';
import { abideIn, endless, FOUND, makePlace, SCENARIO } from './abide-process.js';
import { leftAtLast } from './aftermath.js';
import { canMakeCgroups, makeCgroup, takeCgroupAway } from './cgroups.js';

const onLinux = describeHost().available ? describe : describe.skip;
const isRoot = process.getuid?.() === 0;

const directory = mkdtempSync(join(tmpdir(), 'abide-misfortunes-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const loaded = (name: string): string => new URL(`${name}.js`, import.meta.url).href;

onLinux('a wall clock that jumps', () => {
  const node = ['--import', loaded('jumping-clock')];
  const HALF_AN_HOUR_MS = 1_800_000;

  test('neither ends a run early nor late, nor speaks against the kernel', async () => {
    const began = performance.now();
    const args = ['run', 'descriptors', '-t', 'host', '--seed', '1', '--time', '2'];
    const ran = await abideIn(directory, 'jumping', () => args, { node });
    const passed = performance.now() - began;
    const result = ran.result() as RunResult;
    const [told] = result.targets;
    expect(Math.abs(Date.parse(result.at ?? '') - Date.now())).toBeGreaterThan(HALF_AN_HOUR_MS);
    expect([ran.status, told?.findings, told?.unstable]).toEqual([0, [], []]);
    expect(told?.ended).toEqual({ how: 'complete' });
    expect(told?.milliseconds).toBeGreaterThanOrEqual(2000);
    expect(told?.milliseconds).toBeLessThanOrEqual(passed);
  });

  test('leaves a run that is interrupted all the time that it has', async () => {
    const ran = await abideIn(directory, 'interrupted', endless, {
      node,
      found: ({ child }) => child.kill('SIGINT'),
    });
    expect([ran.status, ran.stdout]).toEqual([1, expect.stringMatching(/interrupted after/) as unknown]);
    expect(ran.findings()).toMatch(FOUND);
  });
});

onLinux('a runner that has no memory any more', () => {
  test('has its findings on the disk, and leaves no process', async () => {
    const ran = await abideIn(directory, 'hungry', endless, {
      before: 'ulimit -c 0',
      node: ['--max-old-space-size=160', '--import', loaded('hungry')],
      found: ({ child }) => child.kill('SIGUSR2'),
    });
    expect([ran.status, ran.signal]).toEqual([null, 'SIGABRT']);
    expect(ran.stderr).toMatch(/heap/);
    expect(ran.findings()).toMatch(FOUND);
  });
});

onLinux('a cgroup that may have fewer processes than scenarios have', () => {
  const name = `abide-misfortunes-${process.pid}-crowd`;
  let cgroup = '';
  beforeAll(() => void (cgroup = makeCgroup('pids', name, 'max') ?? ''));
  afterAll(async () => {
    if (cgroup !== '') expect(await leftAtLast(() => takeCgroupAway(cgroup))).toEqual([]);
  });
  const runThere = async (
    most: string,
  ): Promise<{ status: number | null; told?: RunResult['targets'][0] }> => {
    writeFileSync(join(cgroup, 'pids.max'), most);
    const args = ['run', 'threads', '-t', 'host', '--seed', '1', '--scenarios', '150'];
    const before = `echo $$ > ${cgroup}/cgroup.procs`;
    const ran = await abideIn(directory, `crowd-${most}`, () => args, { before });
    const [told] = (ran.result() as RunResult).targets;
    return { status: ran.status, ...(told === undefined ? {} : { told }) };
  };

  (canMakeCgroups('pids') ? test : test.skip)('speaks against no kernel', async () => {
    expect((await runThere('max')).status).toBe(0);
    const most = Number(readFileSync(join(cgroup, 'pids.peak'), 'latin1'));
    let reasons: string[] = [];
    for (const fewer of [2, 4, 6]) {
      const { told } = await runThere(String(most - fewer));
      expect([told?.findings, told?.unstable]).toEqual([[], []]);
      reasons = [...reasons, ...Object.keys(told?.undecided ?? {})];
    }
    expect(reasons).toContainEqual(expect.stringMatching(/the cgroup may have no more processes/));
  });
});

onLinux('a disk that is full when the agent is compiled', () => {
  for (const full of ['.cache', 'tmp'])
    (isRoot ? test : test.skip)(`below ${full} is told in one line, and nothing is left`, async () => {
      const cache = makePlace(directory, join('homes', full));
      for (const name of ['.cache', 'tmp']) makePlace(cache, name);
      const ran = await abideIn(directory, `full-${full}`, () => ['try', SCENARIO, '-t', 'host'], {
        cache,
        before: `mount -t tmpfs -o size=16k none "$HOME/${full}" && export TMPDIR="$HOME/tmp"; "$@"; ended=$?; find "$HOME" -type f; exit $ended`,
      });
      expect([ran.status, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toMatch(
        /^abide: [^\n]*cannot compile agent: [^\n]*No space left on device[^\n]*: make room in [^\n]*\n$/,
      );
    });
});
