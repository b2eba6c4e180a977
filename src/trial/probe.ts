/** Probing: one scenario on the target, judged. The only place where target and oracle meet. */
import type { Signature } from '../abi/index.js';
import type { Judge } from '../oracle/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import type { Target } from '../target/index.js';
import { examine, type Examined } from './failure.js';
import type { LawChecker } from './law.js';
import { createRoll, refusedCall } from './roll.js';

/** A run that was examined. */
export interface Probed extends Examined {
  readonly observation: Observation;
}

/** Runs a scenario and examines it. Rejects with TargetFailure, or with Interrupted once the signal was raised. */
export type Probe = (scenario: Scenario) => Promise<Probed>;

/** The trial's signal was raised: what is under way is given up. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/**
 * Makes the probe of a trial.
 *
 * @param calls the calls by name: one that seems to be refused wrongly may be one that the target lacks.
 */
export function createProbe(
  target: Target,
  judge: Judge,
  laws: readonly LawChecker[],
  calls: Readonly<Record<string, Signature>>,
  signal: AbortSignal,
): Probe {
  const interrupted = new Promise<never>((_resolve, reject) => {
    const raise = (): void => reject(new Interrupted('the trial was interrupted'));
    if (signal.aborted) raise();
    else signal.addEventListener('abort', raise, { once: true });
  });
  interrupted.catch(() => undefined);
  const run = (scenario: Scenario): Promise<Observation> => Promise.race([interrupted, target.run(scenario)]);
  const roll = createRoll(calls, run);
  return async (scenario) => {
    const observation = await run(scenario);
    const lacks = new Set<string>();
    for (;;) {
      const examined = examine(judge, laws, scenario, observation, lacks);
      const call = refusedCall(scenario, examined);
      if (call === undefined || lacks.has(call) || !(await roll.lacks(call, scenario.setting)))
        return { observation, ...examined };
      lacks.add(call);
    }
  };
}
