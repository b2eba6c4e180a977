/** The examples of spec/ as scenarios. */
import { parseScenario, misfits, type Scenario } from '../scenario/index.js';
import type { Example, Location, Problem, Spec } from '../spec/index.js';

export interface ParsedExample {
  readonly scenario: Scenario;
  readonly at: Location;
}

/** The examples, and everything that is wrong with those that cannot be read. */
export interface ParsedExamples {
  readonly examples: readonly ParsedExample[];
  readonly problems: readonly Problem[];
}

/** Parses every example of calls, file kinds and laws. `profile`: the setting of those that name none. */
export function parseExamples(spec: Spec, profile: string): ParsedExamples {
  const examples: ParsedExample[] = [];
  const problems: Problem[] = [];
  for (const { text, at } of [spec.syscalls, spec.fileKinds, spec.laws].flatMap(examplesOf)) {
    const parsed = parseScenario(text, profile);
    if (!parsed.ok) {
      problems.push(...parsed.problems.map((problem) => ({ ...problem, ...within(at, problem) })));
      continue;
    }
    const odd = misfits(parsed.scenario);
    if (odd.length === 0) examples.push({ scenario: parsed.scenario, at });
    problems.push(
      ...odd.map(({ step, reason }) => ({ ...at, message: `step ${step + 1} of this example: ${reason}` })),
    );
  }
  return { examples, problems };
}

function examplesOf(owners: ReadonlyMap<string, { readonly examples: readonly Example[] }>): Example[] {
  return [...owners.values()].flatMap(({ examples }) => examples);
}

/** A place in the text of an example as a place in its file. */
function within(
  at: Location,
  { line, column }: { readonly line: number; readonly column: number },
): Location {
  return { file: at.file, line: at.line + line - 1, column: at.column + column - 1 };
}
