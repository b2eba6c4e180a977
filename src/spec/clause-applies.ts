/** Which clauses a kernel has to keep: versions and needs against a profile. */
import type { ClauseText, Profile } from './types.js';

/** What `since`, `until` and `needs` are measured against. */
export type Measure = Pick<Profile, 'version' | 'has'>;

/** True where a kernel of this profile keeps the clause (or has the call). A need is met when `has` lists it. */
export function clauseApplies(
  text: Pick<ClauseText, 'since' | 'until' | 'needs'>,
  profile: Measure,
): boolean {
  const { since, until, needs } = text;
  if (since !== undefined && compareVersions(profile.version, since) < 0) return false;
  if (until !== undefined && compareVersions(profile.version, until) > 0) return false;
  return needs === undefined || profile.has.includes(needs);
}

/** Negative, zero or positive as version `a` comes before, with, or after `b`; only the parts that both have count. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  const different = left.findIndex((part, index) => part !== (right[index] ?? part));
  return different < 0 ? 0 : (left[different] ?? 0) - (right[different] ?? 0);
}
