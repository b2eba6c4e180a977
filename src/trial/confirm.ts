/** Confirming: a failure counts if it happens every time. */
import type { Failure } from './failure.js';
import type { Probe } from './probe.js';
import type { Scenario } from '../scenario/index.js';

/** How many more runs must show the same failure. */
export const CONFIRMING_RUNS = 3;

/**
 * Runs `scenario` again, and again.
 *
 * @returns how many of the further runs showed the same clause failing at the same step.
 */
export async function confirm(probe: Probe, scenario: Scenario, { clause, step }: Failure): Promise<number> {
  const runs = Array.from({ length: CONFIRMING_RUNS }, () => probe(scenario));
  const again = await Promise.all(runs);
  return again.filter(({ failures }) => failures.some((f) => f.clause === clause && f.step === step)).length;
}
