/** The findings that are told in reports/findings: each scenario can be read, and is what Linux does. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createModel, judge, loadSpec, parseScenario, problemText, unmetExpectation } from '../src/index.js';
import { withoutExpectations } from '../src/scenario/index.js';
import { packageRoot } from '../src/spec/index.js';

const DIRECTORY = join(packageRoot(), 'reports/findings');
const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
const { spec } = loaded;

test.each(readdirSync(DIRECTORY).filter((name) => name.endsWith('.md')))('%s', async (name) => {
  const text = readFileSync(join(DIRECTORY, name), 'utf8');
  const [, clause = ''] = /^- Clause: `(.*)`$/m.exec(text) ?? [];
  expect(spec.clauses.has(clause) || clause === 'target/survives').toBe(true);
  expect(name).toMatch(/^\d{4}-[a-z0-9]+-[a-z0-9-]+\.md$/);
  const parsed = parseScenario(/^```scn\n([^]*?)^```$/m.exec(text)?.[1] ?? '');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  const { scenario } = parsed;
  const asked = withoutExpectations(scenario);
  const observation = await createModel(spec, scenario.setting.profile).run(asked);
  expect(judge(spec, asked, observation).kind).toBe('conforms');
  expect(unmetExpectation(scenario, observation, spec.abi.constants.x86_64)).toBeUndefined();
  expect(scenario.steps.some((step) => step.expect !== undefined)).toBe(true);
});
