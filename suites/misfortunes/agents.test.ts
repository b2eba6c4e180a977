/** What befalls agents: none of it is a verdict on the kernel, loses what was found before, or leaves anything behind. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { describeHost } from '../../src/target/index.js';
import { leftAtLast, leftBehind, mountsInSight, lostFindings, untold, wrongVerdicts } from './aftermath.js';
import { BLOW_NAMES } from './blows.js';
import { canMakeCgroups, makeCgroup, takeCgroupAway } from './cgroups.js';
import { MISFORTUNES, type Need } from './misfortunes.js';
import { Place, setStage, tryWith, type Stage } from './stage.js';

const onLinux = describeHost().available ? describe : describe.skip;
const CGROUP = `abide-misfortunes-${process.pid}`;
const HAVE: Readonly<Record<Need, boolean>> = {
  root: process.getuid?.() === 0,
  'memory cgroup': canMakeCgroups('memory'),
};
/** More than any patience of ours. */
const LONG_MS = 1_000_000;

let stage: Stage;
let directory: string;
beforeAll(async () => {
  stage = await setStage();
  directory = mkdtempSync(join(tmpdir(), 'abide-misfortunes-'));
  chmodSync(directory, 0o755);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

onLinux('a misfortune', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: [...REAL] }));
  afterEach(() => void jest.useRealTimers());

  for (const misfortune of MISFORTUNES) {
    const { name, isSilent = false, needs } = misfortune;
    const isMissing = needs !== undefined && !HAVE[needs];
    (isMissing ? test.skip : test)(isMissing ? `${name} (there is no ${needs} here)` : name, async () => {
      const before = mountsInSight();
      const place = new Place(join(directory, name.replaceAll(' ', '-')));
      const cgroup = needs === 'memory cgroup' ? makeCgroup('memory', CGROUP, 0) : undefined;
      if (cgroup !== undefined) place.give(cgroup);
      const trial = tryWith(stage, place, name);
      if (isSilent) await ourPatienceEnds(place, trial);
      const result = await trial;
      expect(place.hasStruck).toBe(true);
      if (cgroup !== undefined) expect(await leftAtLast(() => takeCgroupAway(cgroup))).toEqual([]);
      expect(wrongVerdicts(result)).toEqual([]);
      expect(lostFindings(result)).toEqual([]);
      expect(untold(result, misfortune)).toEqual([]);
      expect(await leftAtLast(() => leftBehind(place.pids()))).toEqual([]);
      expect(mountsInSight()).toEqual(before);
    });
  }

  test('has a row for everything that can befall an agent', () => {
    expect(MISFORTUNES.map(({ name }) => name).sort()).toEqual([...BLOW_NAMES].sort());
  });
});

const REAL = ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date', 'hrtime'] as const;

/** Once the misfortune has struck, nothing comes any more: our own patience with it is over at once. */
async function ourPatienceEnds(place: Place, trial: Promise<unknown>): Promise<void> {
  await Promise.race([place.strike(), trial]);
  jest.advanceTimersByTime(LONG_MS);
}
