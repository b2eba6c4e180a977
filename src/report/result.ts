/**
 * The result of a run, as it is written to result.json: plain JSON, described by result.schema.json.
 *
 * Scenarios and events stand in it as text, in the notation of scenarios. `version` grows when a reader of
 * an older version could misunderstand a newer one.
 */
import type { ClauseId, Machine } from '../abi/index.js';
import { printEvent } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import type { Cause, Failure, Finding, Origin, TrialResult, Undecided, Unstable } from '../trial/index.js';
import { clauseResults, type ClauseResult } from './clause-result.js';
import { coverageOf, type Coverage } from './coverage.js';
import {
  expectationFor,
  staleOf,
  type Expected,
  type ExpectationResult,
  type StaleResult,
} from './expected.js';
import { programOf, type Accused } from './program-of.js';
import { saveScenario } from './saved-scenario.js';

export type { ExpectationResult, StaleResult } from './expected.js';

export const RESULT_VERSION = 3;

/** One failure in words. */
export interface FailureText {
  /** Counted from 1, as in the scenario's text. */
  readonly step: number;
  readonly difference: string;
  readonly observed: readonly string[];
  readonly allowed: readonly { readonly events: readonly string[]; readonly clauses: readonly ClauseId[] }[];
}

export interface CauseResult extends FailureText {
  /** Empty where a file of /proc departs from its grammar: there is nothing to replay then. */
  readonly scenario: string;
  /** A stand-alone C program that shows it. */
  readonly program?: string;
  /** Why there is no such program. */
  readonly programRefused?: string;
  readonly steps: number;
  readonly stepsBefore: number;
  readonly shrunk: boolean;
  readonly count: number;
  readonly origin: string;
}

export interface FindingResult {
  readonly clause: ClauseId;
  /** `departs`: a file of /proc from its grammar. */
  readonly kind: Finding['kind'];
  readonly fingerprint: string;
  /** True where it makes the run fail. */
  readonly unexpected: boolean;
  /** `unexpected` is false then. */
  readonly expectation?: ExpectationResult;
  readonly prose?: string;
  readonly cite?: string;
  readonly causes: readonly CauseResult[];
}

export interface UnstableResult extends FailureText {
  readonly clause: ClauseId;
  readonly scenario: string;
  readonly origin: string;
  readonly again: number;
  readonly runs: number;
}

export interface TargetResult {
  readonly target: string;
  readonly kernel: string;
  readonly profile: string;
  readonly privileged: boolean;
  /** Capabilities that root lacks there, if there are any. */
  readonly withheld?: readonly string[];
  /** What the machine's administrator has set otherwise than Linux does by itself (`Setting`), if anything. */
  readonly settings?: readonly string[];
  readonly blocking: string;
  readonly suites: readonly string[];
  readonly seed: number;
  readonly ended: TrialResult['ended'];
  readonly milliseconds: number;
  readonly written: number;
  /** Written scenarios that were not tried, where there was no time for all. */
  readonly untried?: number;
  readonly generated: number;
  readonly steps: number;
  readonly verdicts: TrialResult['verdicts'];
  readonly findings: readonly FindingResult[];
  readonly unstable: readonly UnstableResult[];
  readonly inconclusive: readonly {
    readonly scenario: string;
    readonly origin: string;
    readonly reason: string;
  }[];
  readonly undecided: Readonly<Record<string, number>>;
  readonly unsupported: Readonly<Record<string, number>>;
  /** Each makes the run fail. */
  readonly stale: readonly StaleResult[];
  readonly coverage: Coverage;
}

export interface RunResult {
  readonly format: 'abide-result';
  readonly version: typeof RESULT_VERSION;
  /** When the run ended, in ISO 8601: a time, of which nothing depends. */
  readonly at?: string;
  /** True if nothing unexpected was found, and no expectation is stale. */
  readonly ok: boolean;
  readonly targets: readonly TargetResult[];
  /** Every clause that a target was judged by. */
  readonly clauses: Readonly<Record<ClauseId, ClauseResult>>;
}

/** The result of a run of one or more trials, which ended `at`; `expected` of the targets, by their names. */
export function runResult(
  spec: Spec,
  trials: readonly TrialResult[],
  at?: Date,
  expected: ReadonlyMap<string, Expected> = new Map(),
): RunResult {
  const targets = trials.map((trial) =>
    targetResult(spec, trial, expected.get(trial.target.name) ?? NOTHING_EXPECTED),
  );
  const ok = targets.every((target) => unexpectedOf(target).length + target.stale.length === 0);
  const when = at === undefined ? {} : { at: at.toISOString() };
  return {
    format: 'abide-result',
    version: RESULT_VERSION,
    ...when,
    ok,
    targets,
    clauses: clauseResults(spec),
  };
}

const NOTHING_EXPECTED: Expected = { expectations: [], isWhole: false };

/** The findings of a target that make the run fail. */
export function unexpectedOf({ findings }: TargetResult): FindingResult[] {
  return findings.filter(({ unexpected }) => unexpected);
}

/** Where a scenario came from, in words that suffice to make it again. */
export function originText(origin: Origin): string {
  return origin.kind === 'written'
    ? `${origin.suite}: ${origin.from}`
    : `${origin.suite}: generated, number ${origin.index}, seed ${origin.seed}`;
}

function targetResult(spec: Spec, trial: TrialResult, expected: Expected): TargetResult {
  const { target, unstable, inconclusive, fired, ...same } = trial;
  const findings = trial.findings.map((finding) => findingResult(spec, finding, accusedOf(target), expected));
  return {
    target: target.name,
    kernel: target.version,
    profile: target.profile,
    ...machineFields(target.capabilities),
    blocking: target.capabilities.blocking,
    ...same,
    findings,
    stale: staleOf([...findings, ...unstable.map(({ failure }) => failure)], trial.ended, expected),
    unstable: unstable.map((one) => unstableResult(spec, one)),
    inconclusive: inconclusive.map((one) => undecidedResult(spec, one)),
    coverage: coverageOf(spec, target, fired),
  };
}

function machineFields({
  privileged,
  withheld = [],
  settings = [],
}: Machine): Pick<TargetResult, 'privileged' | 'withheld' | 'settings'> {
  return {
    privileged,
    ...(withheld.length === 0 ? {} : { withheld }),
    ...(settings.length === 0 ? {} : { settings }),
  };
}

function accusedOf({ name, version, profile, capabilities }: TrialResult['target']): Accused {
  return { target: name, kernel: version, profile, privileged: capabilities.privileged };
}

function findingResult(spec: Spec, finding: Finding, accused: Accused, expected: Expected): FindingResult {
  const { clause, kind, fingerprint } = finding;
  const { prose, cite } = spec.clauses.get(clause)?.text ?? {};
  const causes = finding.causes.map((cause) => ({
    ...causeResult(spec, cause),
    ...programOf(spec, clause, cause, accused),
  }));
  const expectation = expectationFor({ clause, kind, causes }, expected);
  return {
    clause,
    kind,
    fingerprint,
    unexpected: kind !== 'differs' && expectation === undefined,
    ...(expectation === undefined ? {} : { expectation }),
    ...(prose === undefined ? {} : { prose }),
    ...(cite === undefined ? {} : { cite }),
    causes,
  };
}

function causeResult(spec: Spec, cause: Cause): CauseResult {
  const { scenario, failure, origin, stepsBefore, shrunk, count } = cause;
  return {
    ...failureText(failure),
    scenario: scenario.steps.length === 0 ? '' : saveScenario(spec, cause),
    steps: scenario.steps.length,
    stepsBefore,
    shrunk,
    count,
    origin: originText(origin),
  };
}

function unstableResult(spec: Spec, { scenario, origin, failure, again, runs }: Unstable): UnstableResult {
  const text = saveScenario(spec, { scenario, failure, observation: { steps: [] } });
  return {
    clause: failure.clause,
    ...failureText(failure),
    scenario: text,
    origin: originText(origin),
    again,
    runs,
  };
}

function undecidedResult(spec: Spec, { scenario, origin, reason }: Undecided) {
  return {
    scenario: saveScenario(spec, { scenario, observation: { steps: [] } }),
    origin: originText(origin),
    reason,
  };
}

function failureText({ step, difference, observed, allowed }: Failure): FailureText {
  return {
    step: step + 1,
    difference,
    observed: observed.map(printEvent),
    allowed: allowed.map(({ events, clauses }) => ({ events: events.map(printEvent), clauses })),
  };
}
