/** Who has to act in a scenario for its expectations to hold: what root is answered an ordinary user may be refused. */
import { unmetExpectation } from '../oracle/index.js';
import { withoutExpectations, type Scenario } from '../scenario/index.js';
import type { Target } from '../target/index.js';

/**
 * Any root; an ordinary user; a root without CAP_SYS_RESOURCE, as those of containers are; a root that has to have it.
 * What holds for any root may hold for ordinary users, too.
 */
export type Caller = 'root' | 'ordinary' | 'limited' | 'capable';

/**
 * The caller for whom `modelFor` shows what the scenario expects; root where it does for nobody, for Linux may answer
 * otherwise than a model. Rejects as the models do.
 */
export async function callerOf(
  scenario: Scenario,
  modelFor: (caller: Caller) => Target,
  constants: Readonly<Record<string, bigint>>,
): Promise<Caller> {
  const holdsFor = async (caller: Caller): Promise<boolean> => {
    const observation = await modelFor(caller).run(withoutExpectations(scenario));
    return unmetExpectation(scenario, observation, constants) === undefined;
  };
  if (await holdsFor('capable')) return (await holdsFor('limited')) ? 'root' : 'capable';
  if (await holdsFor('ordinary')) return 'ordinary';
  return (await holdsFor('limited')) ? 'limited' : 'root';
}

/** What a model is told of the caller. */
export const CALLERS: Readonly<
  Record<Caller, { readonly privileged: boolean; readonly withheld?: readonly string[] }>
> = {
  root: { privileged: true },
  capable: { privileged: true },
  ordinary: { privileged: false },
  limited: { privileged: true, withheld: ['CAP_SYS_RESOURCE'] },
};
