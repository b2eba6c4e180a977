/** The checks of the misfortunes can fail: each is shown a trial, or a machine, that does not keep the promise. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Observation, Scenario, Target, TrialResult } from '../../src/index.js';
import { createHostTarget, describeHost, TargetFailure } from '../../src/target/index.js';
import { runTrial } from '../../src/trial/index.js';
import { leftBehind, lostFindings, untold, wrongVerdicts } from './aftermath.js';
import { Place, planted, request, setStage, type Stage } from './stage.js';

const onLinux = describeHost().available ? describe : describe.skip;
const ONE = { name: 'one', told: /^the line was cut$/, lost: 1 };

let stage: Stage;
let directory: string;
let host: Target;
beforeAll(async () => {
  stage = await setStage();
  directory = mkdtempSync(join(tmpdir(), 'abide-misfortunes-'));
  host = createHostTarget({ abi: stage.spec.abi, agents: 1 });
});
afterAll(async () => {
  await host.close();
  rmSync(directory, { recursive: true, force: true });
});

onLinux('a trial', () => {
  test('on which nothing strikes keeps every promise', async () => {
    const result = await trialOf('nothing', (run) => run);
    expect([wrongVerdicts(result), lostFindings(result), untold(result, { ...ONE, lost: 0 })]).toEqual([
      [],
      [],
      [],
    ]);
  });

  test('whose target hands on the answer to another scenario shows a verdict that it must not have', async () => {
    let [last, armed]: [Observation | undefined, boolean] = [undefined, false];
    const result = await trialOf('believing', (run) => async (scenario) => {
      const seen = await run(scenario);
      armed ||= scenario.steps.length > 1;
      const told = armed && last !== undefined ? last : seen;
      last = seen;
      return told;
    });
    expect(wrongVerdicts(result)).not.toEqual([]);
  });

  test('whose target dies of every scenario but the empty one is a crash', async () => {
    const died: Observation = { steps: [], ended: { how: 'died', step: 0, detail: 'killed' } };
    const result = await trialOf(
      'dying',
      (run) => (scenario) => (scenario.steps.length > 1 ? Promise.resolve(died) : run(scenario)),
    );
    expect(wrongVerdicts(result)).toContain('target/survives crash');
  });

  test('that loses what was planted, or scenarios, is told', async () => {
    const result = await trialOf('losing', () => () => Promise.reject(new TargetFailure('no reason')));
    expect(lostFindings(result)).toEqual(['close/bad-fd was found, and is not told']);
    expect(untold(result, ONE)).toEqual([
      'it ended so: {"how":"failed","reason":"no reason"}',
      expect.stringMatching(/^\d scenarios are lost$/) as unknown,
      'nothing tells what happened',
      'told as: no reason',
      'told as: no reason',
    ]);
  });
});

onLinux('what is left behind', () => {
  test('is seen: a process of a session that ours began', async () => {
    const child = spawn('setsid', ['sh', '-c', 'sh -c "echo; read line"; :'], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const pid = child.pid ?? 0;
    const names = leftBehind([pid]).map((line) => line.split(' ')[1]);
    expect(names).toEqual(['sh', 'sh']);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-pid, 'SIGKILL');
    await exited;
  });
});

/** The trial of misfortunes, of a target that answers in another way. */
function trialOf(
  name: string,
  change: (run: (scenario: Scenario) => Promise<Observation>) => (scenario: Scenario) => Promise<Observation>,
): Promise<TrialResult> {
  const target = {
    description: host.description,
    close: () => host.close(),
    run: change((one) => host.run(one)),
  };
  return runTrial(request(stage, new Place(join(directory, name)), planted(target)));
}
