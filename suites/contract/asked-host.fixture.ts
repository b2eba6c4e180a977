/** Scenarios about tasks, asked of the running kernel, with calls that spec/ need not know. */
import { parseScenario, printScenario, type Observation, type Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { createHostTarget, type Target } from '../../src/target/index.js';
import { withTaskCalls } from './task-calls.fixture.js';

/** A target that knows those calls. */
export function taskTarget(): Target {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems');
  return createHostTarget({ abi: withTaskCalls(loaded.spec.abi), agents: 1, deadlineMs: 5000 });
}

/** Throws unless the text is what is seen when its actions are run. */
export async function holds(target: Target, text: string): Promise<void> {
  const { scenario, steps } = await observed(target, text);
  const told = scenario.steps.map(({ action }, index) => ({ action, expect: steps[index] ?? [] }));
  const seen = printScenario({ ...scenario, steps: told })
    .split('\n')
    .slice(1)
    .join('\n')
    .trim();
  if (seen !== text.trim()) throw new Error(`seen was\n${seen}\ninstead of\n${text.trim()}`);
}

/** What is seen in each step when the actions of the text are run. Throws where they do not come to their end. */
export async function observed(
  target: Target,
  text: string,
): Promise<{ readonly scenario: Scenario; readonly steps: Observation['steps'] }> {
  const parsed = parseScenario(`setting: profile linux-6.18\n${text.trim()}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  const { scenario } = parsed;
  const { steps, ended } = await target.run(scenario);
  if (ended.how !== 'complete') throw new Error(JSON.stringify(ended));
  return { scenario, steps };
}
