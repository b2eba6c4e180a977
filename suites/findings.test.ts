/**
 * The findings that are told in reports/findings: each scenario can be read, and is what Linux does; beside it stands the
 * program that `abide export` makes of it.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { createModel, judge, loadSpec, parseScenario, problemText, unmetExpectation } from '../src/index.js';
import { exportProgram, taleOfTold, toldFinding } from '../src/report/index.js';
import { withoutExpectations } from '../src/scenario/index.js';
import { packageRoot } from '../src/spec/index.js';

const DIRECTORY = join(packageRoot(), 'reports/findings');
const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
const { spec } = loaded;

describe.each(readdirSync(DIRECTORY).filter((name) => name.endsWith('.md')))('%s', (name) => {
  const text = readFileSync(join(DIRECTORY, name), 'utf8');
  const told = toldFinding(text);
  if (told === undefined) throw new Error(`${name} has no scenario`);
  const parsed = parseScenario(told.scenario);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { scenario } = parsed;

  test('says what Linux does', async () => {
    expect(spec.clauses.has(told.clause) || told.clause === 'target/survives').toBe(true);
    expect(name).toMatch(/^\d{4}-[a-z0-9]+-[a-z0-9-]+\.md$/);
    const asked = withoutExpectations(scenario);
    const observation = await createModel(spec, scenario.setting.profile).run(asked);
    expect(judge(spec, asked, observation).kind).toBe('conforms');
    expect(unmetExpectation(scenario, observation, spec.abi.constants.x86_64)).toBeUndefined();
    expect(scenario.steps.some((step) => step.expect !== undefined)).toBe(true);
  });

  test('has the program beside it that export makes today, or says why there is none', () => {
    const exported = exportProgram(taleOfTold(scenario, told), spec);
    const file = name.replace(/\.md$/, '.c');
    if (!exported.ok) {
      expect(text).toContain(`There is no C program: ${exported.reason}`);
      return;
    }
    expect(text).toContain(`[${file}](${file})`);
    // Written by: npx abide export reports/findings/NAME.md --c --out reports/findings/NAME.c
    expect(existsSync(join(DIRECTORY, file)) && readFileSync(join(DIRECTORY, file), 'utf8')).toBe(
      exported.program,
    );
  });
});
