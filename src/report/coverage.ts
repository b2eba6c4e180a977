/** Coverage: which clauses fired on a target, which never did, and which say themselves why they cannot. */
import { possessionsOf, type ClauseId } from '../abi/index.js';
import { clauseApplies, type ClauseEntry, type Spec } from '../spec/index.js';
import type { TrialResult } from '../trial/index.js';

/** What decides which clauses a target has to keep. */
export type Judged = Pick<TrialResult['target'], 'profile' | 'capabilities'>;

export interface Coverage {
  /** How many scenarios fired the clause for certain. */
  readonly fired: Readonly<Record<ClauseId, number>>;
  /** Clauses that the target should keep, and that no scenario fired. */
  readonly never: readonly ClauseId[];
  /** Clauses that no scenario of ours can make fire, and why. */
  readonly unreached: Readonly<Record<ClauseId, string>>;
  /** Clauses that the target's profile does not have. */
  readonly absent: readonly ClauseId[];
}

/** Computes coverage from what fired in a trial. Laws do not fire: they are asked of every scenario. */
export function coverageOf(spec: Spec, target: Judged, fired: Readonly<Record<ClauseId, number>>): Coverage {
  const never: ClauseId[] = [];
  const absent: ClauseId[] = [];
  const unreached: Record<ClauseId, string> = {};
  for (const [id, entry] of spec.clauses) {
    if (entry.kind === 'law' || id in fired) continue;
    if (!isThere(spec, target, entry)) absent.push(id);
    else if (entry.text.unreached !== undefined) unreached[id] = entry.text.unreached;
    else never.push(id);
  }
  return { fired, never: never.sort(), unreached, absent: absent.sort() };
}

/** The clauses of `spec` that a target has and that some scenario should make fire. */
export function clausesToReach(spec: Spec, target: Judged): ClauseId[] {
  return coverageOf(spec, target, {}).never.slice();
}

function isThere(spec: Spec, { profile, capabilities }: Judged, { text }: ClauseEntry): boolean {
  const kernel = spec.profiles.get(profile);
  if (kernel === undefined) return true;
  const has = [...kernel.has, ...possessionsOf(capabilities)];
  return clauseApplies(text, { version: kernel.version, has });
}
