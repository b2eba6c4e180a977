/** The saved form of a finding's scenario: what is asked, and what Linux allows. */
import type { Event } from '../abi/index.js';
import { canonical, printScenario, type Observation, type Scenario, type Step } from '../scenario/index.js';
import type { Failure } from '../trial/index.js';

/** What a saved scenario is made of. */
export interface Savable {
  readonly scenario: Scenario;
  readonly observation: Pick<Observation, 'steps'>;
  readonly failure?: Failure;
}

/**
 * The scenario as text. Each step before the failure expects what was seen (it was right), the failing step
 * what would have been right, and later steps expect nothing. Texts of /proc differ from run to run, so that
 * nothing is expected of a look.
 */
export function saveScenario({ scenario, observation, failure }: Savable): string {
  const last = failure?.step ?? -1;
  const steps = scenario.steps.map(({ action }, index): Step => {
    const expect =
      index === last ? failure?.allowed[0]?.events : index < last ? observation.steps[index] : undefined;
    return expect === undefined || expect.some(isText) ? { action } : { action, expect };
  });
  return printScenario(canonical({ setting: scenario.setting, steps }));
}

function isText({ kind }: Event): boolean {
  return kind === 'seen';
}
