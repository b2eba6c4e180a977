/** Every saboteur is caught by the clause or law that it breaks, in a scenario of a few steps. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createKernel } from '../../src/kernel/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { LAWS } from '../laws/index.js';
import { courtOf } from './caught.js';
import { LOOKS, SABOTEURS } from './index.js';

/** A scenario that shows a fault has at most this many steps. */
const MOST_STEPS = 6;

const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
const { spec } = loaded;
const tryOne = courtOf(spec);

describe('saboteurs', () => {
  test('there are at least 60, each with a name of its own', () => {
    const all = [...SABOTEURS, ...LOOKS];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(60);
  });

  test('the readme says how many, to the ten', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const all = SABOTEURS.length + LOOKS.length;
    expect(readme).toContain(`more than ${Math.floor((all - 1) / 10) * 10} faulty models`);
  });

  test('every law has one', () => {
    const broken = new Set(SABOTEURS.map(({ breaks }) => breaks));
    expect(LAWS.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([]);
  });

  test.each([...SABOTEURS.filter(({ breaks }) => spec.clauses.has(breaks)), ...LOOKS])(
    '$name is caught by $breaks',
    async (saboteur) => {
      const { findings } = await tryOne(saboteur);
      const finding = findings.find(({ clause }) => clause === saboteur.breaks);
      const steps = finding?.causes.map(({ scenario }) => scenario.steps.length) ?? [Infinity];
      expect(Math.min(...steps)).toBeLessThanOrEqual(MOST_STEPS);
    },
  );

  test('each breaks a clause or a law that there is', () => {
    expect(SABOTEURS.filter(({ breaks }) => !spec.clauses.has(breaks)).map(({ name }) => name)).toEqual([]);
  });

  test('the reference kernel itself is not caught by anything', async () => {
    const { findings, unstable, ended } = await tryOne({ kernel: createKernel, breaks: undefined });
    expect({ findings, unstable, ended }).toEqual({ findings: [], unstable: [], ended: { how: 'complete' } });
  });
});
