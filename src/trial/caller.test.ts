/** Which caller a scenario supposes, asked of models that answer as planted. */
import { describe, expect, test } from '@jest/globals';
import { parseScenario, type Observation, type Scenario } from '../scenario/index.js';
import type { Target } from '../target/index.js';
import { callerOf, type Caller } from './caller.js';

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
}

const SCENARIO = scenarioOf('A: close(3) = 0\n');
const OTHER = scenarioOf('A: close(3) = EBADF\n');

/** A model that shows what the scenario expects to the callers of `holds`, and something else to others. */
function modelFor(holds: readonly Caller[]): (caller: Caller) => Target {
  return (caller) => {
    const { steps } = holds.includes(caller) ? SCENARIO : OTHER;
    const observation: Observation = {
      steps: steps.map((step) => step.expect ?? []),
      ended: { how: 'complete' },
    };
    return { run: () => Promise.resolve(observation) } as unknown as Target;
  };
}

describe('the caller of a scenario', () => {
  const ROWS: readonly [holds: readonly Caller[], caller: Caller][] = [
    [['capable', 'limited', 'ordinary'], 'anybody'],
    [['capable', 'limited'], 'root'],
    [['capable', 'ordinary'], 'capable'],
    [['capable'], 'capable'],
    [['ordinary'], 'ordinary'],
    [['limited'], 'limited'],
    [[], 'anybody'],
  ];
  test.each(ROWS)('that holds for %j is %s', async (holds, caller) => {
    expect(await callerOf(SCENARIO, modelFor(holds), {})).toBe(caller);
  });
});
