/** An audit of one target: its /proc, then all suites, thriftily. */
import type { Target } from '../target/index.js';
import type { Finding, TrialResult } from '../trial/index.js';
import type { Assembly } from './assembly.js';
import { findDepartures } from './departures.js';
import type { Io } from './io.js';
import { putOnTrial } from './put-on-trial.js';

/** Each clause is tried by so many scenarios, and a finding is made smaller with so many runs. */
const THRIFT = { tries: 3, shrinkingRuns: 40 };

/** With the start of the target and the last confirmations an audit takes less than ten minutes. */
export const AUDIT_SECONDS = 480;

/** What can be asked of an audit. */
export interface AuditWish {
  readonly seed: number;
  readonly seconds: number;
  /** Where its report will be written, if it has one. */
  readonly report?: string;
}

/**
 * Audits `target`.
 *
 * @returns what was found until the trial ended, however it did. Rejects with CannotDo where it was interrupted before.
 */
export async function auditTarget(
  io: Io,
  assembly: Assembly,
  target: Target,
  { seed, seconds, report }: AuditWish,
): Promise<TrialResult> {
  const departures = await findDepartures(io, assembly, target);
  const wish = { suites: [], seed, seconds, thrift: THRIFT };
  const kept = report === undefined ? {} : { report };
  const trial = await putOnTrial(io, assembly, target, { ...wish, ...kept });
  return { ...trial, findings: merged([...trial.findings, ...departures]) };
}

/** One finding a clause, sorted: scenarios may have shown the same departure that reading all of /proc did. */
function merged(findings: readonly Finding[]): Finding[] {
  const clauses = new Map<string, Finding>();
  for (const finding of findings) {
    const known = clauses.get(finding.clause);
    const causes = [...(known?.causes ?? []), ...finding.causes];
    clauses.set(finding.clause, { ...(known ?? finding), causes });
  }
  return [...clauses.values()].sort((a, b) => (a.clause < b.clause ? -1 : 1));
}
