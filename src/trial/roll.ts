/** The roll of calls: which of them a target lacks, told from what it answers whatever is asked. */
import { int, place, type Argument, type Call, type Signature, type Value } from '../abi/index.js';
import { refusedWith } from '../oracle/index.js';
import { FIRST_ACTOR, type Observation, type Scenario, type Setting } from '../scenario/index.js';
import type { Examined } from './failure.js';

export interface Roll {
  /**
   * True if the target answers ENOSYS to one who may do everything, for nothing and for nonsense: a flag that it lacks is
   * another matter. Each call is asked for once. A kernel that refuses such a call to others otherwise (EPERM) lacks it as
   * well. Rejects as asking does.
   */
  lacks(call: string, setting: Setting): Promise<boolean>;
}

/** A roll of `calls`, by name; `ask` asks the target. */
export function createRoll(
  calls: Readonly<Record<string, Signature>>,
  ask: (scenario: Scenario) => Promise<Observation>,
): Roll {
  const known = new Map<string, Promise<boolean>>();
  const isMissing = async (signature: Signature, setting: Setting): Promise<boolean> => {
    const { steps } = await ask(bareScenario(signature, setting));
    return [0, 1].every((step) => refusedWith(FIRST_ACTOR, steps[step] ?? []) === 'ENOSYS');
  };
  return {
    async lacks(call, setting) {
      const signature = calls[call];
      if (signature === undefined) return false;
      const asked = known.get(call) ?? isMissing(signature, setting);
      known.set(call, asked);
      return asked.catch((error: unknown) => {
        known.delete(call);
        throw error;
      });
    },
  };
}

/** The first actor, who holds whatever the target gives to anybody, asks for nothing (zeros), and for nonsense (-1). */
export function bareScenario(signature: Signature, setting: Setting): Scenario {
  const calls = [
    callWith(signature, ({ type }) => (type.kind === 'integer' ? int(0) : place('null'))),
    callWith(signature, ({ type }) => (type.kind === 'integer' ? int(-1) : place('unmapped'))),
  ];
  return {
    setting,
    steps: calls.map((call, index) => ({
      action: {
        kind: 'call',
        actor: FIRST_ACTOR,
        call,
        ...(signature.creates ? { spawns: CHILDREN[index] ?? '' } : {}),
      },
    })),
  };
}

const CHILDREN = ['B', 'C'];

function callWith({ name, arguments: all }: Signature, value: (argument: Argument) => Value): Call {
  const named = Object.fromEntries(all.map((argument) => [argument.name, value(argument)]));
  return { name, args: [], named };
}

/** The call that the first failure of a scenario is about, if it was refused, and nothing else happened. */
export function refusedCall({ steps }: Scenario, { failures }: Examined): string | undefined {
  const [first] = failures;
  if (first === undefined || first.kind === 'law') return undefined;
  const action = steps[first.step]?.action;
  if (action?.kind !== 'call' || refusedWith(action.actor, first.observed) === undefined) return undefined;
  return action.call.name;
}
