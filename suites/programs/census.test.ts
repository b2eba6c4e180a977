/** The census sees what it is to see: each of these programs, or of these scenarios, is wrong in one way. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assemble } from '../../src/cli/assembly.js';
import { loadSpec } from '../../src/spec/index.js';
import { describeHost } from '../../src/target/index.js';
import { isInSample } from '../sampling.js';
import { scenarioIn } from '../saved.js';
import { compiled } from './compiled.js';
import { fateOf, type Fate, type Place } from './fate.js';
import { kept, makeKeeper, type Ended, type Keeping } from './kept.js';
import { tallyOf } from './tally.js';
import { writtenScenarios } from './written.js';

const directory = mkdtempSync(join(tmpdir(), 'abide-census-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const { profile, capabilities } = describeHost();
let keeping: Keeping;
beforeAll(async () => {
  const { privileged } = capabilities;
  keeping = { keeper: await makeKeeper(directory), privileged, seconds: 60, grace: 0 };
});

const HEAD =
  '#define _GNU_SOURCE\n#include <signal.h>\n#include <stdio.h>\n#include <sys/wait.h>\n#include <unistd.h>\n';

/** What becomes of a program whose main function does this. */
async function endOf(name: string, body: string, more: Partial<Keeping> = {}): Promise<Ended> {
  const source = join(directory, `${name}.c`);
  writeFileSync(source, `${HEAD}int main(void)\n{\n${body}\n}\n`);
  return kept(await compiled(source), { ...keeping, ...more });
}

describe('a program that is kept', () => {
  test('is told of with its status and with what it says', async () => {
    const body = 'puts("cannot"); return 2;';
    expect(await endOf('says', body)).toEqual({ how: 'exit', number: 2, left: 0, said: 'cannot\n' });
  });

  test('leads a session in a directory of its own, without standard input', async () => {
    const body = 'return getsid(0) != getpid() || access("keeper.c", F_OK) || read(0, &(char){0}, 1) != 0;';
    expect(await endOf('place', body)).toMatchObject({ how: 'exit', number: 0 });
  });

  test('is told of where a signal kills it', async () => {
    const body = 'return raise(SIGKILL);';
    expect(await endOf('killed', body)).toMatchObject({ how: 'signal', number: 9, left: 0 });
  });

  test('is ended where it takes too long', async () => {
    const ended = await endOf('late', 'for (;;) pause();', { seconds: 0 });
    expect(ended).toMatchObject({ how: 'late', left: 1 });
  });

  // The output is read to its end: who is left has it open.
  test('leaves what outlives it, be it in a session of its own: that is counted, and gone', async () => {
    const body = `
    pid_t between = fork();
    if (between == 0 && setsid() > 0 && fork() == 0)
        for (;;) pause();
    return between > 0 && waitpid(between, NULL, 0) != between;`;
    expect(await endOf('leaves', body)).toMatchObject({ how: 'exit', number: 0, left: 1 });
  });
});

describe('the census', () => {
  const told = (fate: Fate) => [{ name: 'planted', fate }];
  const ran = (ended: Partial<Ended>) =>
    told({ kind: 'ran', ended: { how: 'exit', number: 0, left: 0, said: '', ...ended } });

  test('is good where all programs exit with 0, or with 2', () => {
    expect(tallyOf(ran({}))).toMatchObject({
      good: true,
      text: expect.stringContaining('exited with 0: 1\n'),
    });
    const rootless = tallyOf(ran({ number: 2, said: 'cannot do this: run it as root\n' }));
    expect(rootless.good).toBe(true);
    expect(rootless.text).toContain('because they need root: 1\n     1 cannot do this: run it as root\n');
    expect(tallyOf(told({ kind: 'refused', reason: 'step 3 is odd' })).text).toContain(
      '     1 a step is odd\n',
    );
  });

  const WRONG: readonly [Fate, string][] = [
    [ran({ number: 1, said: 'a\nb\n' })[0]!.fate, 'exited with 1: 1\n    planted: a; b'],
    [ran({ how: 'signal', number: 9 })[0]!.fate, 'planted: killed by signal 9: it says nothing'],
    [ran({ how: 'late' })[0]!.fate, 'planted: not in time'],
    [ran({ left: 2 })[0]!.fate, 'left something running: 1\n    planted: 2'],
    [{ kind: 'uncompiled', reason: 'unused variable' }, 'planted: unused variable'],
  ];
  test.each(WRONG)('is not good with %j', (fate, line) => {
    expect(tallyOf(told(fate))).toEqual({ good: false, text: expect.stringContaining(line) });
  });

  test('has every scenario that stands in text, each under a name of its own', () => {
    const loaded = loadSpec();
    if (!loaded.ok) throw new Error('spec/ has problems');
    const names = writtenScenarios(loaded.spec, profile).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const one of [
      'dup-1',
      'kinds/pipe-1',
      'laws/descriptor/lowest-free-1',
      'suites/jobs/scenarios/orphaned-group.scn',
      'suites/regressions/same-mask-again.scn',
      'reports/findings/0001-gvisor-init-killed-from-inside.md',
    ])
      expect(names).toContain(one);
  });

  test('takes a sample of it that does not depend on what else there is', () => {
    const names = Array.from({ length: 1000 }, (_, nth) => `call-${nth}`);
    const sample = names.filter((name) => isInSample(name, 10));
    expect(sample.length).toBeGreaterThan(50);
    expect(sample.length).toBeLessThan(200);
    expect(names.filter((name) => isInSample(name, 1))).toEqual(names);
  });
});

describe('a scenario', () => {
  let place: Place;
  beforeAll(async () => {
    const assembly = await assemble({ signal: new AbortController().signal });
    place = { ...keeping, assembly, profile, directory };
  });

  const fate = (name: string, text: string): Promise<Fate> => {
    const file = `${name}.scn`;
    return fateOf({ name, file, scenario: scenarioIn({ file, text, about: '' }, profile) }, place);
  };

  test('that says what Linux does becomes a program that exits with 0', async () => {
    const { ended } = (await fate('right', 'A: close(1000) = EBADF\n')) as Extract<Fate, { kind: 'ran' }>;
    expect(ended).toEqual({ how: 'exit', number: 0, left: 0, said: '' });
  });

  test('that says something else becomes one that exits with 1', async () => {
    expect(await fate('wrong', 'A: close(1000) = EINVAL\n')).toMatchObject({
      ended: { how: 'exit', number: 1, left: 0, said: expect.stringContaining('expected EINVAL') },
    });
  });

  test('is refused with a reason, or left out where it is about another kernel', async () => {
    expect(await fate('open', 'A: pipe2(O_NOTIFICATION_PIPE) = ENOPKG\n')).toMatchObject({ kind: 'refused' });
    const other = profile === 'linux-6.1' ? 'linux-6.12' : 'linux-6.1';
    const text = `setting: profile ${other}\nA: close(1000) = EBADF\n`;
    expect(await fate('other', text)).toEqual({ kind: 'another profile' });
  });
});
