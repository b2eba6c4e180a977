/** Coverage: which clauses fired on a target, which never did, and which say themselves why they cannot. */
import { possessionsOf, type ClauseId } from '../abi/index.js';
import { whyAbsent, type ClauseEntry, type Spec } from '../spec/index.js';
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
  /** Clauses that the target need not keep, and why: those of other versions, and those that need what it lacks. */
  readonly absent: Readonly<Record<ClauseId, string>>;
}

/** Computes coverage from what fired in a trial. Laws do not fire: they are asked of every scenario. */
export function coverageOf(spec: Spec, target: Judged, fired: Readonly<Record<ClauseId, number>>): Coverage {
  const never: ClauseId[] = [];
  const absent: Record<ClauseId, string> = {};
  const unreached: Record<ClauseId, string> = {};
  for (const [id, entry] of spec.clauses) {
    if (entry.kind === 'law' || id in fired) continue;
    const why = absence(spec, target, entry);
    if (why !== undefined) absent[id] = why;
    else if (entry.text.unreached !== undefined) unreached[id] = entry.text.unreached;
    else never.push(id);
  }
  return { fired, never: never.sort(), unreached, absent };
}

/** The clauses of `spec` that a target has and that some scenario should make fire. */
export function clausesToReach(spec: Spec, target: Judged): ClauseId[] {
  return coverageOf(spec, target, {}).never.slice();
}

function absence(spec: Spec, { profile, capabilities }: Judged, { text }: ClauseEntry): string | undefined {
  const kernel = spec.profiles.get(profile);
  if (kernel === undefined) return undefined;
  const has = [...kernel.has, ...possessionsOf(capabilities)];
  return whyAbsent(text, { version: kernel.version, has });
}
