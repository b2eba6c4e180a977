/** Patience with a target: trouble with it costs one scenario, until there is too much in a row. */
import { TargetFailure } from '../target/index.js';
import type { Probe } from './probe.js';

/** Failures of the target in a row after which the trial ends. */
const MOST_TARGET_FAILURES = 8;

/**
 * A probe for which a scenario is inconclusive where `probe` rejects with TargetFailure. Rejects with it itself once
 * that has come so often in a row that the target cannot go on, or lasts; with anything else, at once.
 */
export function patient(probe: Probe): Probe {
  let inRow = 0;
  return async (scenario) => {
    try {
      const probed = await probe(scenario);
      inRow = 0;
      return probed;
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      inRow += 1;
      if (error.lasting || inRow >= MOST_TARGET_FAILURES) throw error;
      const observation = { steps: [], ended: { how: 'hung', step: 0, detail: error.message } } as const;
      return {
        observation,
        verdict: { kind: 'inconclusive', reason: error.message, fired: [] },
        failures: [],
      };
    }
  };
}
