/** Probing: one scenario on the target, judged. The only place where target and oracle meet. */
import type { Judge } from '../oracle/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import type { Target } from '../target/index.js';
import { examine, type Examined } from './failure.js';
import type { LawChecker } from './law.js';

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

/** Makes the probe of a trial. */
export function createProbe(
  target: Target,
  judge: Judge,
  laws: readonly LawChecker[],
  signal: AbortSignal,
): Probe {
  const interrupted = new Promise<never>((_resolve, reject) => {
    const raise = (): void => reject(new Interrupted('the trial was interrupted'));
    if (signal.aborted) raise();
    else signal.addEventListener('abort', raise, { once: true });
  });
  interrupted.catch(() => undefined);
  return async (scenario) => {
    const observation = await Promise.race([interrupted, target.run(scenario)]);
    return { observation, ...examine(judge, laws, scenario, observation) };
  };
}
