/** Failures: everything of one run that speaks against a target, whoever noticed it: the judge or a law. */
import type { ClauseId, Event } from '../abi/index.js';
import type { Allowed, Divergence, Judge, Verdict } from '../oracle/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import type { LawChecker } from './law.js';

/** The promise that a target survives every scenario: what a crash breaks. */
export const SURVIVES: ClauseId = 'target/survives';

/**
 * How bad: a `differs` is only another choice of the kernel; everything else is a broken promise. `departs`: a file of
 * /proc from its grammar, which no scenario showed.
 */
export type FailureKind = 'crash' | 'diverges' | 'law' | 'departs' | 'differs';

export interface Failure {
  readonly kind: FailureKind;
  readonly clause: ClauseId;
  /** Index of the step that shows it. */
  readonly step: number;
  readonly observed: readonly Event[];
  readonly allowed: readonly Allowed[];
  /** One sentence. */
  readonly difference: string;
  /** False for what may follow from an earlier failure of the same scenario. */
  readonly first: boolean;
}

/** One run of a scenario, judged. */
export interface Examined {
  readonly verdict: Verdict;
  readonly failures: readonly Failure[];
}

/**
 * Judges `observation` by the model and by the laws; the gravest failure first.
 *
 * @param lacks calls that the target is known to lack.
 */
export function examine(
  judge: Judge,
  laws: readonly LawChecker[],
  scenario: Scenario,
  observation: Observation,
  lacks?: ReadonlySet<string>,
): Examined {
  const verdict = judge.judge(scenario, observation, lacks);
  return { verdict, failures: [...failuresOf(verdict), ...violations(laws, scenario, observation)] };
}

/** The failure of `clause` among `failures` that may be a first cause, if it is there. */
export function failureOf(failures: readonly Failure[], clause: ClauseId): Failure | undefined {
  return failures.find((failure) => failure.clause === clause && failure.first);
}

function failuresOf(verdict: Verdict): Failure[] {
  if (verdict.kind === 'crash') {
    const { step, reason } = verdict;
    return [
      { kind: 'crash', clause: SURVIVES, step, observed: [], allowed: [], difference: reason, first: true },
    ];
  }
  if (verdict.kind === 'differs') return [broken('differs', verdict.divergence, true)];
  if (verdict.kind !== 'diverges') return [];
  return [
    broken('diverges', verdict.divergence, true),
    ...verdict.later.map((divergence) => broken('diverges', divergence, false)),
  ];
}

function broken(kind: FailureKind, divergence: Divergence, first: boolean): Failure {
  const { clause, step, observed, allowed, difference } = divergence;
  return { kind, clause, step, observed, allowed, difference, first };
}

/** Laws speak of what was seen alone, so that each violation stands for itself. */
function violations(laws: readonly LawChecker[], scenario: Scenario, observation: Observation): Failure[] {
  return laws.flatMap((law): Failure[] => {
    const violation = law.check(scenario, observation);
    if (violation === undefined) return [];
    const { step, why } = violation;
    const observed = observation.steps[step] ?? [];
    return [{ kind: 'law', clause: law.id, step, observed, allowed: [], difference: why, first: true }];
  });
}
