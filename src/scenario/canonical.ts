/** The saved form of a scenario, and a name for it that is the same from run to run. */
import { sortEvents } from '../abi/index.js';
import { printScenario } from './notation/index.js';
import type { Observation, Scenario } from './scenario.js';

/** The scenario with its events in canonical order, as parsing its saved form gives it. */
export function canonical(scenario: Scenario): Scenario {
  const steps = scenario.steps.map(({ action, expect }) =>
    expect === undefined ? { action } : { action, expect: sortEvents(expect) },
  );
  return { setting: { profile: scenario.setting.profile }, steps };
}

/** The scenario alone: what is asked, nothing of what shall be seen. */
export function withoutExpectations(scenario: Scenario): Scenario {
  return { setting: scenario.setting, steps: scenario.steps.map(({ action }) => ({ action })) };
}

/** The scenario with what was seen as what shall be seen; steps that nothing was seen of expect nothing. */
export function withExpectations(scenario: Scenario, observed: Observation): Scenario {
  const steps = scenario.steps.map(({ action }, index) => {
    const expect = observed.steps[index];
    return expect === undefined ? { action } : { action, expect: sortEvents(expect) };
  });
  return { setting: scenario.setting, steps };
}

/** 16 hex digits that tell scenarios apart by what they ask (setting and actions), whatever they expect. */
export function fingerprint(scenario: Scenario): string {
  return hash64(printScenario(withoutExpectations(scenario)));
}

/** FNV-1a over UTF-16 code units, twice with different bases: enough to tell texts apart, not to hide them. */
function hash64(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995) ^ (high >>> 15);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
