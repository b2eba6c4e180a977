/** Reading a scenario that a user names: a file, or `-` for standard input. */
import { readFile } from 'node:fs/promises';
import { toldFinding, type ToldFinding } from '../report/index.js';
import { parseScenario, type Scenario } from '../scenario/index.js';
import { CannotDo, type Io } from './io.js';

/** A scenario for kernels of this profile, where its text names none; without one, of the newest. */
export type ScenarioFor = (profile?: string) => Scenario;

/** The scenario in `path`. Throws CannotDo with `file:line:col: message` for a text that is none. */
export async function readScenario(io: Io, path: string): Promise<ScenarioFor> {
  const text = path === '-' ? new TextDecoder().decode(await io.stdin()) : await readText(path);
  const scenario = scenarioIn(text, path, 1);
  return (profile) => (profile === undefined ? scenario : scenarioIn(text, path, 1, profile));
}

/** A told finding (reports/findings/*.md) with its scenario. Throws CannotDo for a file that tells none. */
export async function readTold(path: string): Promise<{ told: ToldFinding; scenario: Scenario }> {
  const told = toldFinding(await readText(path));
  if (told === undefined) throw new CannotDo(`${path} tells no finding: it has no \`\`\`scn block`);
  return { told, scenario: scenarioIn(told.scenario, path, told.line) };
}

/** The scenario in `text`, which begins on line `begins` of the file. */
function scenarioIn(text: string, path: string, begins: number, profile?: string): Scenario {
  const parsed = parseScenario(text, profile);
  if (parsed.ok) return withSteps(parsed.scenario, path);
  const [first] = parsed.problems;
  const where = first === undefined ? path : `${path}:${first.line + begins - 1}:${first.column}`;
  const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : '';
  throw new CannotDo(`${where}: ${first?.message ?? 'this is no scenario'}${more}`, first?.suggestion);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new CannotDo(
      `cannot read ${path}: ${reasonOf(error)}`,
      'name a file with a scenario, or - for standard input',
    );
  }
}

function withSteps(scenario: Scenario, path: string): Scenario {
  if (scenario.steps.length > 0) return scenario;
  throw new CannotDo(`${path} has no steps`, 'write one step a line, such as `A: getpid()`');
}

/** What an error of the system says in words, without its code and what Node was doing. */
export function reasonOf(error: unknown): string {
  return String(error)
    .replace(/^Error: /, '')
    .replace(/^E[A-Z0-9]+: /, '')
    .replace(/, [a-z]+\b.*$/, '');
}
