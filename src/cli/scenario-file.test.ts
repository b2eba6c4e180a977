/** Reading scenarios: of which kernels a text speaks. */
import { expect, test } from '@jest/globals';
import type { Io } from './io.js';
import { readScenario } from './scenario-file.js';

const reading = async (text: string) =>
  await readScenario({ stdin: () => Promise.resolve(Buffer.from(text)) } as Pick<Io, 'stdin'> as Io, '-');

test('a text that names no profile speaks of any kernel, and without one of the newest', async () => {
  const scenarioFor = await reading('A: getpid()\n');
  expect(scenarioFor('linux-6.1').setting.profile).toBe('linux-6.1');
  expect(scenarioFor().setting.profile).toBe('linux-6.18');
});

test('a text that names one speaks of that alone', async () => {
  const scenarioFor = await reading('setting: profile linux-6.12\nA: getpid()\n');
  expect(scenarioFor('linux-6.1').setting.profile).toBe('linux-6.12');
});
