/** Confirming: a failure counts if it happens every time. */
import { TargetFailure } from '../target/index.js';
import type { Failure } from './failure.js';
import type { Probe } from './probe.js';
import type { Scenario } from '../scenario/index.js';

/** How many more runs must show the same failure. */
export const CONFIRMING_RUNS = 3;
/** A run without a verdict says nothing: it is made again, so often at most. */
const PATIENCE = 3;

/** What the further runs came to. */
export interface Confirmation {
  /** How many had a verdict. */
  readonly runs: number;
  /** How many of them showed the same clause failing at the same step. */
  readonly again: number;
}

/** Runs `scenario` again, and again. Rejects with Interrupted; a target that fails meanwhile gives fewer runs. */
export async function confirm(
  probe: Probe,
  scenario: Scenario,
  { clause, step }: Failure,
): Promise<Confirmation> {
  const runs = await Promise.all(Array.from({ length: CONFIRMING_RUNS }, () => decided(probe, scenario)));
  const judged = runs.flatMap((run) => run ?? []);
  const again = judged.filter(({ failures }) =>
    failures.some((one) => one.clause === clause && one.step === step),
  );
  return { runs: judged.length, again: again.length };
}

/** A run with a verdict; nothing where there is none to be had. */
async function decided(probe: Probe, scenario: Scenario): Promise<Awaited<ReturnType<Probe>> | undefined> {
  for (let left = PATIENCE; left > 0; left--) {
    try {
      const probed = await probe(scenario);
      if (probed.verdict.kind !== 'inconclusive' || probed.failures.length > 0) return probed;
    } catch (error) {
      if (error instanceof TargetFailure) return undefined;
      throw error;
    }
  }
  return undefined;
}
