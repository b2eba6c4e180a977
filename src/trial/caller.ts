/** Who has to act in a scenario for its expectations to hold: what root is answered an ordinary user may be refused. */
import { unmetExpectation } from '../oracle/index.js';
import { withoutExpectations, type Scenario } from '../scenario/index.js';
import type { Target } from '../target/index.js';

/**
 * Whoever it is; any root; an ordinary user; a root without CAP_SYS_RESOURCE, as those of containers are; a root that has
 * to have it.
 */
export type Caller = 'anybody' | 'root' | 'ordinary' | 'limited' | 'capable';

/**
 * The caller for whom `modelFor` shows what the scenario expects; anybody where it does for nobody, for Linux may
 * answer otherwise than a model. Rejects as the models do.
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
  const ordinary = await holdsFor('ordinary');
  const limited = await holdsFor('limited');
  if (!(await holdsFor('capable'))) return ordinary ? 'ordinary' : limited ? 'limited' : 'anybody';
  if (!limited) return 'capable';
  return ordinary ? 'anybody' : 'root';
}

/** What a model is told of the caller. */
export const CALLERS: Readonly<
  Record<Caller, { readonly privileged: boolean; readonly withheld?: readonly string[] }>
> = {
  anybody: { privileged: true },
  root: { privileged: true },
  capable: { privileged: true },
  ordinary: { privileged: false },
  limited: { privileged: true, withheld: ['CAP_SYS_RESOURCE'] },
};
