/** The suites with a folder: their scenarios show what the text promises, and their documents show the scenarios. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createJudge, createKernel, loadFormats, loadSpec, problemText } from '../src/index.js';
import { packageRoot } from '../src/spec/index.js';
import { PLANS } from './plans.js';
import { savedIn, scenarioIn } from './saved.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
const { spec } = loaded;
const judge = createJudge(spec, createKernel(spec), loadFormats(), { privileged: true });

describe.each(PLANS)('$name', ({ name, about, profile }) => {
  const scenarios = savedIn(`${name}/scenarios`);
  const document = `docs/suites/${name}.md`;

  test('says in a sentence what it is about, and draws calls that Linux has', () => {
    expect(about).toMatch(/^[A-Z].*\.$/);
    expect(Object.keys(profile.calls).filter((call) => !spec.syscalls.has(call))).toEqual([]);
    const families = new Set([...spec.syscalls.values()].map(({ family }) => family));
    expect(Object.keys(profile.families).filter((family) => !families.has(family))).toEqual([]);
  });

  test.each([...scenarios, ...savedIn(`${name}/setups`)])(
    '$file says what it shows, and the model does that',
    (saved) => {
      expect(saved.about).toMatch(/^[A-Z].*\.$/);
      const scenario = scenarioIn(saved);
      expect(scenario.steps.filter((step) => step.expect === undefined)).toEqual([]);
      const steps = scenario.steps.map((step) => step.expect ?? []);
      expect(judge.judge(scenario, { steps, ended: { how: 'complete' } })).toMatchObject({
        kind: 'conforms',
      });
    },
  );

  test(`${document} tells each of its scenarios, word for word`, () => {
    const text = readFileSync(join(packageRoot(), document), 'utf8');
    const told = [...text.matchAll(/^```\n# (suites\/\S+)\n(.*?)^```$/gms)];
    expect(told.map(([, file]) => file).sort()).toEqual(scenarios.map(({ file }) => file));
    for (const [, file = '', quote] of told) {
      expect(existsSync(join(packageRoot(), file)) && readFileSync(join(packageRoot(), file), 'utf8')).toBe(
        quote,
      );
    }
  });
});
