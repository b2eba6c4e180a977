/** Which clauses a kernel has to keep: versions and needs against a profile. */
import type { ClauseText, Profile } from './types.js';

/** What `since`, `until` and `needs` are measured against. */
export type Measure = Pick<Profile, 'version' | 'has'>;

type Limits = Pick<ClauseText, 'since' | 'until' | 'needs'>;

/** True where a kernel of this profile keeps the clause (or has the call). A need is met when `has` lists it. */
export function clauseApplies(limits: Limits, profile: Measure): boolean {
  return whyAbsent(limits, profile) === undefined;
}

/** Why a kernel of this profile need not keep the clause, in a few words; nothing where it has to. */
export function whyAbsent({ since, until, needs }: Limits, { version, has }: Measure): string | undefined {
  if (since !== undefined && compareVersions(version, since) < 0) return `since Linux ${since}`;
  if (until !== undefined && compareVersions(version, until) > 0) return `until Linux ${until}`;
  return needs === undefined || has.includes(needs) ? undefined : `needs ${needs}`;
}

/** Negative, zero or positive as version `a` comes before, with, or after `b`; only the parts that both have count. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  const different = left.findIndex((part, index) => part !== (right[index] ?? part));
  return different < 0 ? 0 : (left[different] ?? 0) - (right[different] ?? 0);
}
