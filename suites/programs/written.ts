/** Every scenario that stands in text: examples of spec/, those of the suites, and the told findings. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Written } from '../../src/cli/program-of-scenario.js';
import { toldFinding } from '../../src/report/index.js';
import { packageRoot, type Example, type Spec } from '../../src/spec/index.js';
import { savedIn, scenarioIn } from '../saved.js';

/** A scenario and what it is called: `pipe2-3` (the third example of a call), `laws/fork/copies-1`, or its file. */
export interface Named extends Written {
  readonly name: string;
}

const FINDINGS = 'reports/findings';

/**
 * All of them, in one order. `profile`: of those whose text names none. Throws UnreadableScenario for a text that is none.
 */
export function writtenScenarios(spec: Spec, profile: string): Named[] {
  const owners = [
    { prefix: '', of: spec.syscalls },
    { prefix: 'kinds/', of: spec.fileKinds },
    { prefix: 'laws/', of: spec.laws },
  ];
  return [
    ...owners.flatMap(({ prefix, of }) =>
      [...of].flatMap(([owner, { examples }]) => examplesOf(`${prefix}${owner}`, examples, profile)),
    ),
    ...foldersOfScenarios().flatMap((folder) => filesOf(folder, profile)),
    ...findings(profile),
  ];
}

function examplesOf(owner: string, examples: readonly Example[], profile: string): Named[] {
  return examples.map(({ text, at }, index) => {
    const file = `${at.file}:${at.line}`;
    return { name: `${owner}-${index + 1}`, file, scenario: scenarioIn({ file, text, about: '' }, profile) };
  });
}

function foldersOfScenarios(): string[] {
  const suites = readdirSync(join(packageRoot(), 'suites')).sort();
  return [...suites.map((suite) => `${suite}/scenarios`), 'regressions'];
}

function filesOf(folder: string, profile: string): Named[] {
  return savedIn(folder).map((saved) => ({
    name: saved.file,
    file: saved.file,
    scenario: scenarioIn(saved, profile),
  }));
}

function findings(profile: string): Named[] {
  const names = readdirSync(join(packageRoot(), FINDINGS)).filter((name) => name.endsWith('.md'));
  return names.sort().flatMap((name) => {
    const file = `${FINDINGS}/${name}`;
    const told = toldFinding(readFileSync(join(packageRoot(), file), 'utf8'));
    if (told === undefined) return [];
    const scenario = scenarioIn({ file, text: told.scenario, about: '' }, profile);
    return [{ name: file, file, scenario, told }];
  });
}
