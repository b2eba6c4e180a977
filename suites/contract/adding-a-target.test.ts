/** docs/adding-a-target.md, followed: what it shows is what there is, and a target made by it can be tried. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createModel, loadSpec, run, TargetFailure, type Target } from '../../src/index.js';
import { LAWS } from '../laws/index.js';

const RECIPE = readFileSync('docs/adding-a-target.md', 'utf8');

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { spec } = loaded;
const trial = (target: Target) => run({ spec, target, seed: 1, scenarios: 20, laws: LAWS });

describe('the recipe', () => {
  test('shows Target as it is', () => {
    const shown = /interface Target \{\n([\s\S]*?)\n {4}\}/.exec(RECIPE)?.[1] ?? '';
    const members = shown.split('\n').map((line) => line.trim());
    expect(members).toHaveLength(3);
    const source = readFileSync('src/target/target.ts', 'utf8');
    for (const member of members) expect(source).toContain(member);
  });

  test('names fields of the description that there are', () => {
    const source = readFileSync('src/target/target.ts', 'utf8');
    for (const field of ['profile', 'capabilities', 'lacks', 'blocking', 'available', 'reason', 'remedy']) {
      expect(RECIPE).toContain(field);
      expect(source).toMatch(new RegExp(`readonly ${field}\\??:`));
    }
  });
});

describe('a target made by the recipe', () => {
  const model = createModel(spec);
  const mine: Target = {
    description: { ...model.description, name: 'mine' },
    run: (scenario) => model.run(scenario),
    close: () => model.close(),
  };

  test('is put on trial', async () => {
    const result = await trial(mine);
    expect({ ended: result.ended, findings: result.findings }).toEqual({
      ended: { how: 'complete' },
      findings: [],
    });
  });

  test('that answers wrongly is found out', async () => {
    const result = await trial({
      ...mine,
      run: async (scenario) => {
        const observation = await model.run(scenario);
        const steps = observation.steps.map((events) => events.filter(({ kind }) => kind !== 'handler'));
        return { ...observation, steps };
      },
    });
    expect(result.findings.length).toBeGreaterThan(0);
  });

  test('whose machine fails is not called wrong', async () => {
    const result = await trial({ ...mine, run: () => Promise.reject(new TargetFailure('the cable is out')) });
    expect(result.findings).toEqual([]);
    expect(result.ended).toMatchObject({ how: 'failed', reason: 'the cable is out' });
  });
});
