/** Each law on observations that keep it (the examples of spec/laws) and on one that breaks it. */
import { describe, expect, test } from '@jest/globals';
import { parseScenario, type Observation, type Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { LAWS } from './index.js';
import { BROKEN } from './broken.fixture.js';

const loaded = loadSpec();
const laws = loaded.ok ? [...loaded.spec.laws.values()] : [];

test('every law of spec/laws has a checker, and every checker a law', () => {
  expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  expect(LAWS.map(({ id }) => id).sort()).toEqual(laws.map(({ id }) => id).sort());
});

test('every law has a broken observation here', () => {
  expect(Object.keys(BROKEN).sort()).toEqual(LAWS.map(({ id }) => id).sort());
});

describe.each(laws)('$id', ({ id, examples }) => {
  test('has an example', () => expect(examples.length).toBeGreaterThan(0));

  test.each(examples)('no law speaks against example %#', ({ text }) => {
    const { scenario, observation } = seen(text);
    for (const law of LAWS) expect([law.id, law.check(scenario, observation)]).toEqual([law.id, undefined]);
  });

  test.each(BROKEN[id]?.map(({ text, step }) => ({ text, step })) ?? [])(
    'broken observation %#',
    ({ text, step }) => {
      const { scenario, observation } = seen(text);
      const breach = LAWS.find((law) => law.id === id)?.check(scenario, observation);
      expect(breach?.step).toBe(step);
      expect(breach?.why).toMatch(/^\S.{10,}$/);
    },
  );

  test('says nothing of a run that ended before', () => {
    for (const { text, step } of BROKEN[id] ?? []) {
      const { scenario, observation } = seen(text);
      const ended = { how: 'died', step, detail: '' } as const;
      expect(LAWS.find((law) => law.id === id)?.check(scenario, { ...observation, ended })).toBeUndefined();
    }
  });
});

test('laws are silent after a call that they do not know', () => {
  const { scenario, observation } = seen(`
    A: io_uring_setup(1, null) = 3
    A: dup(0) = 9`);
  for (const law of LAWS) expect(law.check(scenario, observation)).toBeUndefined();
});

test('numbers that a kernel chose are understood as the actors that bear them', () => {
  const { scenario, observation } = seen(`
    A: fork() = 3
    B: ! began
    B: getppid() = 2
    B: fork() = 4
    C: ! began
    C: exit_group(0)
    C: ! ended zombie
    A: getpid() = 2
    B: wait4(-1, 0) = 4 {exited: 0}
    B: wait4(-1, 0) = 4 {exited: 0}`);
  expect(LAWS.flatMap((law) => law.check(scenario, observation) ?? [])).toEqual([
    { step: 6, why: expect.stringContaining('reaped') },
  ]);
});

/** A text with expectations, read as what was asked and what was seen. */
function seen(text: string): { readonly scenario: Scenario; readonly observation: Observation } {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(`${text}\n${JSON.stringify(parsed.problems)}`);
  const { scenario } = parsed;
  const steps = scenario.steps.map((step) => step.expect ?? []);
  return { scenario, observation: { steps, ended: { how: 'complete' } } };
}
