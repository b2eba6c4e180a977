/** A kernel on trial in jest: one test a clause and a law, one for every regression, whoever's kernel it is. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { judge, loadSpec, problemText, run } from '../src/index.js';
import type { Basis, Finding, Spec, Target, TrialResult } from '../src/index.js';
import { clausesToReach } from '../src/report/index.js';
import { LAWS } from './laws/index.js';
import { findingText } from './finding-text.js';
import { PLANS, suiteOf } from './plans.js';
import { regressionsFor } from './saved.js';

/** How a kernel is tried. */
export interface SuiteOptions {
  /** The same seed makes the same scenarios. Default: 1, so that runs can be compared. */
  readonly seed?: number;
  /** Generated scenarios, besides the written ones. Default: 500. */
  readonly scenarios?: number;
  /** Names of suites with a folder of their own (eintr, jobs, ...) that are tried besides. Default: all. */
  readonly suites?: readonly string[];
  /** How long the trial may take, in milliseconds. Default: 120,000. */
  readonly timeout?: number;
}

/**
 * Declares the suite for `target` in the jest that runs this file: every clause that holds for the target's
 * profile, every law, every regression. The target is closed at the end.
 *
 * A target that is not available is one skipped test that says why. Throws where spec/ cannot be loaded.
 */
export function describeSuite(target: Target, options: SuiteOptions = {}): void {
  const { name, available, version, profile, reason, remedy } = target.description;
  if (!available) {
    test.skip(`${name} is not available: ${reason ?? 'it does not say why'} (${remedy ?? 'no remedy'})`, () =>
      undefined);
    return;
  }
  const spec = usableSpec();
  describe(`${name} ${version}, judged by ${profile}`, () => {
    afterAll(() => target.close());
    describeTrial(spec, target, options);
    describeRegressions(spec, target);
  });
}

function describeTrial(
  spec: Spec,
  target: Target,
  { seed = 1, scenarios = 500, suites: chosen, timeout = 120_000 }: SuiteOptions,
): void {
  let result: TrialResult;
  beforeAll(async () => {
    const plans = PLANS.filter(({ name }) => chosen?.includes(name) ?? true);
    const suites = (basis: Basis) => plans.map((plan) => suiteOf(plan, basis));
    result = await run({ spec, target, seed, scenarios, suites, laws: LAWS });
  }, timeout);

  test('the trial comes to its end, and every answer is the same when it is asked again', () => {
    expect(result.ended).toEqual({ how: 'complete' });
    expect(result.unstable.map(({ failure }) => failure.difference)).toEqual([]);
    expect(result.inconclusive.map(({ reason }) => reason)).toEqual([]);
  });

  test.each([...spec.clauses.keys()].sort())('%s', (clause) => mustHold(result.findings, clause));

  test('nothing else was found', () => {
    for (const { clause } of result.findings) mustHold(result.findings, clause);
  });

  // Of a kernel without some calls, clauses of others may not be reached either: nobody gets there.
  if (target.description.capabilities.lacks.length > 0) return;

  test('every clause that can be reached has fired', () => {
    const due = clausesToReach(spec, target.description);
    expect(due.filter((clause) => (result.fired[clause] ?? 0) === 0)).toEqual([]);
  });
}

function mustHold(findings: readonly Finding[], clause: string): void {
  const finding = findings.find((one) => one.clause === clause);
  if (finding !== undefined) throw new Error(findingText(finding));
}

function describeRegressions(spec: Spec, target: Target): void {
  const lacksSome = target.description.capabilities.lacks.length > 0;
  test.each(regressionsFor(target.description.profile))('$file', async ({ scenario }) => {
    const observation = await target.run(scenario);
    const verdict = judge(spec, scenario, observation, target.description.capabilities);
    const broken = LAWS.flatMap((law) => law.check(scenario, observation)?.why ?? []);
    const kept = ['conforms', ...(lacksSome ? ['unsupported'] : [])];
    expect([kept, broken]).toEqual([expect.arrayContaining([verdict.kind]), []]);
  });
}

function usableSpec(): Spec {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.spec;
}
