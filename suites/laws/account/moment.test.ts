/** Moments: which calls wait after each step. */
import { expect, test } from '@jest/globals';
import { parseScenario, type Observation, type Scenario } from '../../../src/scenario/index.js';
import { momentsOf } from './moment.js';

const TEXT = `
  A: fork() = B
  B: ! began
  B: read(3, 1) ...
  A: getpid() = A
  A: kill(B, SIGKILL) = 0
  B: ! ended zombie`;

test('only calls that stay open wait, until they are over', () => {
  const { scenario, observation } = seen();
  const moments = momentsOf(scenario, observation);
  expect(moments.map(({ waiting }) => [...waiting.keys()])).toEqual([[], ['B'], ['B'], []]);
  expect(moments.map(({ answers }) => answers.map(({ asked }) => asked.call.name))).toEqual([
    ['fork'],
    [],
    ['getpid'],
    ['kill'],
  ]);
});

test('all laws read the same moments, of the scenario that was asked', () => {
  const { scenario, observation } = seen();
  const moments = momentsOf(scenario, observation);
  expect(momentsOf(scenario, observation)).toBe(moments);
  const other = { ...scenario, steps: scenario.steps.slice(0, 2) };
  expect(momentsOf(other, observation)).toHaveLength(2);
});

function seen(): { readonly scenario: Scenario; readonly observation: Observation } {
  const parsed = parseScenario(TEXT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { scenario } = parsed;
  const steps = scenario.steps.map((step) => step.expect ?? []);
  return { scenario, observation: { steps, ended: { how: 'complete' } } };
}
