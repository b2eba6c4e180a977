/** Investigating: from the first sight of a failure to a finding: confirm it, make it smaller, write it down. */
import { TargetFailure } from '../target/index.js';
import type { Sight, Waiting } from './backlog.js';
import { confirm, CONFIRMING_RUNS } from './confirm.js';
import { Interrupted, type Probe } from './probe.js';
import type { Cause, Unstable } from './result.js';
import { shrink, type Effort } from './shrink.js';

/** What an investigation came to. `consequence`: it only follows from another failure, and is nothing by itself. */
export type Investigated =
  | { readonly kind: 'cause'; readonly cause: Omit<Cause, 'count'> }
  | { readonly kind: 'unstable'; readonly unstable: Unstable }
  | { readonly kind: 'consequence' };

/** Runs it again: a cause as it was found, or unstable. Interrupted, it believes what was seen. */
export async function confirmSight(probe: Probe, sight: Sight): Promise<Investigated> {
  const { scenario, origin } = sight.candidate;
  const { failure } = sight;
  try {
    const confirmed = await confirm(probe, scenario, failure);
    if (confirmed.again === CONFIRMING_RUNS) return { kind: 'cause', cause: asFound(sight) };
    return { kind: 'unstable', unstable: { scenario, origin, failure, ...confirmed } };
  } catch (error) {
    return whenInterrupted(error, sight);
  }
}

/** Makes the smallest of what waits smaller still: the shorter sight, if that is confirmed as well. */
export async function reduceWaiting(
  probe: Probe,
  { confirmed, shorter }: Waiting,
  effort: Effort,
): Promise<Investigated> {
  const isBetter = shorter !== undefined && (await confirmSight(probe, shorter)).kind === 'cause';
  return reduce(probe, isBetter ? shorter : confirmed, effort);
}

/** A target that fails meanwhile loses nothing: the finding stays as it was found. */
async function reduce(probe: Probe, sight: Sight, effort: Effort): Promise<Investigated> {
  const { candidate, failure, probed } = sight;
  const { scenario } = candidate;
  const found = { scenario, observation: probed.observation, failure };
  try {
    const { smallest, done } = await shrink(probe, candidate, found, effort);
    if (!smallest.failure.first) return { kind: 'consequence' };
    const { again } = await confirm(probe, smallest.scenario, smallest.failure);
    const stable = again === CONFIRMING_RUNS;
    return {
      kind: 'cause',
      cause: stable ? { ...asFound(sight), ...smallest, shrunk: done } : asFound(sight),
    };
  } catch (error) {
    if (error instanceof TargetFailure) return { kind: 'cause', cause: asFound(sight) };
    return whenInterrupted(error, sight);
  }
}

function whenInterrupted(error: unknown, sight: Sight): Investigated {
  if (!(error instanceof Interrupted)) throw error;
  return sight.failure.first ? { kind: 'cause', cause: asFound(sight) } : { kind: 'consequence' };
}

function asFound({ candidate, failure, probed }: Sight): Omit<Cause, 'count'> {
  const { scenario, origin } = candidate;
  const { observation } = probed;
  return { scenario, observation, failure, origin, stepsBefore: scenario.steps.length, shrunk: false };
}
