import { expect, test } from '@jest/globals';
import { regressionsFor } from './saved.js';

const FOR_ONE = 'suites/regressions/stop-and-continuation-by-a-dead-leader.scn';
const filesFor = (profile: string): string[] => regressionsFor(profile).map(({ file }) => file);

test('a regression that names a profile is for kernels of that profile alone; the others are for all', () => {
  const [old, young] = [filesFor('linux-6.12'), filesFor('linux-6.18')];
  expect(old).toContain(FOR_ONE);
  expect(young.length).toBeGreaterThan(0);
  expect(young).toEqual(old.filter((file) => file !== FOR_ONE));
});

test('a regression is tried by the profile of the kernel', () => {
  const profiles = regressionsFor('linux-6.1').map(({ scenario }) => scenario.setting.profile);
  expect(new Set(profiles)).toEqual(new Set(['linux-6.1']));
});
