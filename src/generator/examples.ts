/** The examples of spec/ as scenarios. */
import { bindArguments, signatureFor } from '../abi/index.js';
import { type Misfit, misfits, parseScenario, type Scenario } from '../scenario/index.js';
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
    const odd = [...misfits(parsed.scenario), ...unusable(parsed.scenario, spec)];
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

/** The steps whose call Linux does not have, or does not have like this. */
function unusable(scenario: Scenario, { abi }: Spec): Misfit[] {
  return scenario.steps.flatMap(({ action }, step) => {
    if (action.kind === 'look') return [];
    const signature = Object.hasOwn(abi.calls, action.call.name) ? abi.calls[action.call.name] : undefined;
    if (signature === undefined) return [{ step, reason: `there is no call ${action.call.name}` }];
    const bound = bindArguments(signatureFor(signature, action.call, abi.constants.x86_64), action.call);
    return bound.ok ? [] : [{ step, reason: bound.problem }];
  });
}

/** A place in the text of an example as a place in its file. */
function within(
  at: Location,
  { line, column }: { readonly line: number; readonly column: number },
): Location {
  return { file: at.file, line: at.line + line - 1, column: at.column + column - 1 };
}
