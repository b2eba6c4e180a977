/** A finding as the message of a failed test: what was promised, what was seen, and the scenario to replay. */
import { printScenario, type Finding } from '../src/index.js';
import { withExpectations } from '../src/scenario/index.js';

/** The text of `finding`: its smallest scenario, with what the kernel answered. */
export function findingText({ clause, causes }: Finding): string {
  const [cause] = [...causes].sort((a, b) => a.scenario.steps.length - b.scenario.steps.length);
  if (cause === undefined) return `${clause} is broken`;
  const { scenario, observation, failure } = cause;
  const seen = printScenario(withExpectations(scenario, observation));
  return [`${clause}, step ${failure.step + 1}: ${failure.difference}`, seen].join('\n');
}
