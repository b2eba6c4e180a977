/** What a trial found: plain data, from which reports are made. */
import type { ClauseId } from '../abi/index.js';
import type { VerdictKind } from '../oracle/index.js';
import type { Observation, Scenario } from '../scenario/index.js';
import type { TargetDescription } from '../target/index.js';
import type { Failure } from './failure.js';
import type { Origin } from './suite.js';

/** One way in which a clause was broken: the smallest scenario found that shows it. */
export interface Cause {
  readonly scenario: Scenario;
  readonly observation: Observation;
  readonly failure: Failure;
  readonly origin: Origin;
  /** Steps of the scenario that showed it first, before shrinking. */
  readonly stepsBefore: number;
  /** False where shrinking was cut short. */
  readonly shrunk: boolean;
  /** How many scenarios of the run showed it. */
  readonly count: number;
}

/** Everything that speaks against one clause. */
export interface Finding {
  readonly clause: ClauseId;
  /** The gravest of its causes. */
  readonly kind: Failure['kind'];
  /** Stable from run to run: of clause and target. */
  readonly fingerprint: string;
  readonly causes: readonly Cause[];
}

/** A failure that did not happen every time. */
export interface Unstable {
  readonly scenario: Scenario;
  readonly origin: Origin;
  readonly failure: Failure;
  /** Of `runs` more runs, how many showed it. */
  readonly again: number;
  readonly runs: number;
}

/** A scenario without a verdict, and why. */
export interface Undecided {
  readonly scenario: Scenario;
  readonly origin: Origin;
  readonly reason: string;
}

/** How a trial ended. */
export type TrialEnd =
  | { readonly how: 'complete' }
  /** The signal was raised: everything found so far is here. */
  | { readonly how: 'interrupted' }
  /** The target could not go on, or a bug of ours came between. */
  | { readonly how: 'failed'; readonly reason: string; readonly remedy?: string };

export interface TrialResult {
  readonly target: TargetDescription;
  readonly suites: readonly string[];
  readonly seed: number;
  readonly ended: TrialEnd;
  readonly milliseconds: number;
  readonly written: number;
  /** Written scenarios that were not tried, where there was no time for all. */
  readonly untried?: number;
  readonly generated: number;
  readonly steps: number;
  readonly verdicts: Readonly<Record<VerdictKind, number>>;
  /** Sorted by clause. */
  readonly findings: readonly Finding[];
  readonly unstable: readonly Unstable[];
  /** The first few; `undecided` counts them all. */
  readonly inconclusive: readonly Undecided[];
  /** Why scenarios have no verdict, and how many for each reason. */
  readonly undecided: Readonly<Record<string, number>>;
  /** Calls that the target lacks, and in how many scenarios. */
  readonly unsupported: Readonly<Record<string, number>>;
  /** How many scenarios fired a clause for certain. */
  readonly fired: Readonly<Record<ClauseId, number>>;
}
