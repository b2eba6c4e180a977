/** Findings kept on the disk as soon as they are found: whatever ends a run, it loses none. */
import { runResult, saveFindings } from '../report/index.js';
import type { Spec } from '../spec/index.js';
import type { TargetDescription } from '../target/index.js';
import type { TrialEvent, TrialResult } from '../trial/index.js';

/** Of which trial a finding is, and in which report it will stand. */
interface Kept {
  readonly target: TargetDescription;
  readonly suites: readonly string[];
  readonly seed: number;
  readonly report: string;
}

/**
 * Makes a listener of one trial that writes each finding where the report will have it. It never fails: what cannot be
 * written now is told when the report is.
 */
export function keepFindings(spec: Spec, { report, ...asked }: Kept): (event: TrialEvent) => void {
  return (event) => {
    if (event.kind !== 'finding') return;
    try {
      saveFindings(report, runResult(spec, [{ ...NOTHING_YET, ...asked, findings: [event.finding] }]));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  };
}

const NOTHING_YET: Omit<TrialResult, 'target' | 'suites' | 'seed' | 'findings'> = {
  ended: { how: 'interrupted' },
  milliseconds: 0,
  written: 0,
  generated: 0,
  steps: 0,
  verdicts: {
    conforms: 0,
    diverges: 0,
    differs: 0,
    unsupported: 0,
    unspecified: 0,
    inconclusive: 0,
    crash: 0,
  },
  unstable: [],
  inconclusive: [],
  undecided: {},
  unsupported: {},
  fired: {},
};
