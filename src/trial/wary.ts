/** Wariness of deaths: a machine kills processes for reasons of its own, and that is no verdict on a kernel. */
import { TargetFailure } from '../target/index.js';
import type { Probe } from './probe.js';

/**
 * A probe that believes in a death if it comes twice, and if the target survives a scenario that asks nothing. A death
 * that does not come again leaves the scenario inconclusive. Rejects as `probe` does, and with TargetFailure where the
 * target dies whatever it is asked.
 */
export function wary(probe: Probe): Probe {
  return async (scenario) => {
    const first = await probe(scenario);
    if (first.verdict.kind !== 'crash') return first;
    const again = await probe(scenario);
    if (again.verdict.kind !== 'crash') {
      const reason = `it did so once, and not again: ${first.verdict.reason}`;
      return { ...first, verdict: { kind: 'inconclusive', reason, fired: [] }, failures: [] };
    }
    const { verdict } = await probe({ ...scenario, steps: [] });
    if (verdict.kind === 'crash') {
      const message = `the target dies of a scenario that asks nothing: ${verdict.reason}`;
      throw new TargetFailure(message, undefined, true);
    }
    return again;
  };
}
