/** Asking one target one scenario, and what judge, laws and the scenario's own expectations say of the answer. */
import { expectsSomething, unmetExpectation, type Unmet, type Verdict } from '../oracle/index.js';
import { withoutExpectations, type Observation } from '../scenario/index.js';
import { TargetFailure } from '../target/index.js';
import { createProbe, mindful, type Failure } from '../trial/index.js';
import { LAWS } from '../../suites/laws/index.js';
import { judgeFor, type Assembly } from './assembly.js';
import { CannotDo, type Io } from './io.js';
import type { ScenarioFor } from './scenario-file.js';
import { whileWaited, withTarget } from './target-list.js';

export interface Answer {
  readonly target: string;
  readonly kernel: string;
  readonly observation: Observation;
  readonly verdict: Verdict;
  /** Everything that speaks against the target. */
  readonly failures: readonly Failure[];
  /** The first step that was not as the scenario itself expects. */
  readonly unmet?: Unmet;
}

/**
 * Runs a scenario on the target called `name`, by whose profile it goes if it names none. Throws CannotDo where that is
 * not possible.
 */
export function ask(io: Io, assembly: Assembly, name: string, scenarioFor: ScenarioFor): Promise<Answer> {
  return withTarget(io, assembly, name, async (target) => {
    const scenario = scenarioFor(target.description.profile);
    const asked = withoutExpectations(scenario);
    const judge = judgeFor(assembly, target.description);
    const probe = mindful(createProbe(target, judge, LAWS, assembly.spec.abi.calls, io.signal), target);
    const { observation, verdict, failures } = await whileWaited(
      io,
      target,
      probe(asked),
      'interrupted',
    ).catch((error: unknown) => {
      throw error instanceof TargetFailure ? new CannotDo(`${name}: ${error.message}`, error.remedy) : error;
    });
    const unmet = expectsSomething(scenario)
      ? unmetExpectation(scenario, observation, assembly.spec.abi.constants.x86_64)
      : undefined;
    return {
      target: name,
      kernel: target.description.version,
      observation,
      verdict,
      failures,
      ...(unmet === undefined ? {} : { unmet }),
    };
  });
}

/** True for a failure that is more than another choice of refusal. */
export function isGrave({ kind }: Failure): boolean {
  return kind !== 'differs';
}
