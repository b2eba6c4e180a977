/** Scenarios that stand in files: suites/<folder>/*.scn, each with a sentence at its head. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseScenario, type Scenario } from '../src/scenario/index.js';
import { packageRoot } from '../src/spec/index.js';

export interface Saved {
  /** Its place in the package: `suites/jobs/scenarios/stop-and-continue.scn`. */
  readonly file: string;
  readonly text: string;
  /** What it shows: the comment that it begins with. */
  readonly about: string;
}

/** The scenarios of `suites/<folder>`, by name; none where there is no such folder. */
export function savedIn(folder: string): Saved[] {
  const directory = join(packageRoot(), 'suites', folder);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((name) => name.endsWith('.scn'));
  return files.sort().map((name) => {
    const text = readFileSync(join(directory, name), 'utf8');
    return { file: `suites/${folder}/${name}`, text, about: headOf(text) };
  });
}

/** A scenario from a file. */
export interface Regression {
  readonly file: string;
  readonly scenario: Scenario;
}

/**
 * Scenarios that were findings once (suites/regressions/*.scn), for kernels of `profile`: a text that names another one
 * is about other kernels. Throws UnreadableScenario.
 */
export function regressionsFor(profile: string): Regression[] {
  return savedIn('regressions')
    .map((saved) => ({ file: saved.file, scenario: scenarioIn(saved, profile) }))
    .filter(({ scenario }) => scenario.setting.profile === profile);
}

/** A file that should be a scenario, and is none. */
export class UnreadableScenario extends Error {}

/**
 * The scenario of a file. `profile`: of those whose text names none.
 * Throws UnreadableScenario with `file:line:col: message`.
 */
export function scenarioIn({ file, text }: Saved, profile?: string): Scenario {
  const parsed = parseScenario(text, profile);
  if (parsed.ok) return parsed.scenario;
  const { line, column, message } = parsed.problems[0] ?? { line: 1, column: 1, message: 'no scenario' };
  throw new UnreadableScenario(`${file}:${line}:${column}: ${message}`);
}

/** The comment lines at the head of a text, as one sentence. */
function headOf(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const head = end < 0 ? lines : lines.slice(0, end);
  return head.map((line) => line.replace(/^#\s*/, '').trim()).join(' ');
}
