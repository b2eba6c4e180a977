/** Investigating: from the first sight of a failure to a finding: confirm it, make it smaller, write it down. */
import type { Candidate } from './candidate.js';
import { confirm, CONFIRMING_RUNS } from './confirm.js';
import type { Failure } from './failure.js';
import { Interrupted, type Probe, type Probed } from './probe.js';
import type { Cause, Unstable } from './result.js';
import { shrink, type Effort, type Showing } from './shrink.js';

/** What an investigation came to. `consequence`: it only follows from another failure, and is nothing by itself. */
export type Investigated =
  | { readonly kind: 'cause'; readonly cause: Omit<Cause, 'count'> }
  | { readonly kind: 'unstable'; readonly unstable: Unstable }
  | { readonly kind: 'consequence' };

/**
 * Confirms `failure` of `candidate`, then shrinks it.
 *
 * Interrupted, it gives what it has: the scenario as it was found.
 */
export async function investigate(
  probe: Probe,
  candidate: Candidate,
  failure: Failure,
  { observation }: Probed,
  effort: Effort,
): Promise<Investigated> {
  const { scenario, origin } = candidate;
  const found: Showing = { scenario, observation, failure };
  const asFound = { ...found, origin, stepsBefore: scenario.steps.length, shrunk: false };
  try {
    const again = await confirm(probe, scenario, failure);
    if (again < CONFIRMING_RUNS) {
      return { kind: 'unstable', unstable: { scenario, origin, failure, again, runs: CONFIRMING_RUNS } };
    }
    const { smallest, done } = await shrink(probe, candidate, found, effort);
    if (!smallest.failure.first) return { kind: 'consequence' };
    const stable = (await confirm(probe, smallest.scenario, smallest.failure)) === CONFIRMING_RUNS;
    return { kind: 'cause', cause: stable ? { ...asFound, ...smallest, shrunk: done } : asFound };
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    return failure.first ? { kind: 'cause', cause: asFound } : { kind: 'consequence' };
  }
}
