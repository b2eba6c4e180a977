/** Reading a scenario that a user names: a file, or `-` for standard input. */
import { readFile } from 'node:fs/promises';
import { parseScenario, type Scenario } from '../scenario/index.js';
import { CannotDo, type Io } from './io.js';

/** The scenario in `path`. Throws CannotDo with `file:line:col: message` for a text that is none. */
export async function readScenario(io: Io, path: string): Promise<Scenario> {
  const text = path === '-' ? new TextDecoder().decode(await io.stdin()) : await readText(path);
  const parsed = parseScenario(text);
  if (parsed.ok) return withSteps(parsed.scenario, path);
  const [first] = parsed.problems;
  const where = first === undefined ? path : `${path}:${first.line}:${first.column}`;
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
