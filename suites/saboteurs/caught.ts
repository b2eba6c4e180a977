/** Putting a saboteur on trial: the same trial as any other target's, until it is caught by what it breaks. */
import { basisOf, createGenerator } from '../../src/generator/index.js';
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { createJudge, renderProc } from '../../src/oracle/index.js';
import type { Spec } from '../../src/spec/index.js';
import { createModelTarget } from '../../src/target/index.js';
import { runTrial, type Suite, type TrialResult } from '../../src/trial/index.js';
import { LAWS } from '../laws/index.js';
import { PLANS, suiteOf } from '../plans.js';
import type { Saboteur } from './saboteur.js';

const SETTING = { profile: 'linux-6.18', privileged: true };

/** A kernel on trial, and by what it shall be caught; the trial goes to its end where that is nothing. */
type Accused = Pick<Saboteur, 'kernel'> & { readonly breaks: string | undefined };

/** Generated scenarios after the written ones: a saboteur that survives them is not caught. */
const SCENARIOS = 600;

/**
 * Makes the court for saboteurs of `spec`.
 *
 * @returns a function that tries one until it is caught by what it breaks, or until the end.
 */
export function courtOf(spec: Spec): (accused: Accused) => Promise<TrialResult> {
  const kernel = createKernel(spec);
  const generator = createGenerator(spec, kernel);
  const formats = loadFormats();
  const judge = createJudge(spec, kernel, formats, SETTING);
  const directed = generator.directed(SETTING);
  const written = directed.map(({ scenario, at }) => ({ scenario, from: `${at.file}:${at.line}` }));
  const basis = basisOf(spec, kernel, directed, SETTING);
  const planned = PLANS.map((plan) => suiteOf(plan, basis));
  const suite: Suite = { name: 'contract', written, share: 1, steps: 12 };
  // What the files tell most of are signals.
  const signals = planned.find(({ name }) => name === 'eintr');
  const looks = ['status', 'stat', 'cmdline'];
  const calls = { ...signals?.calls, execve: 12 };
  const looking: Suite = { ...suite, ...signals, calls, name: 'formats', written: [], steps: 12, looks };
  return (accused) => {
    const caught = new AbortController();
    const target = createModelTarget({
      kernel: accused.kernel(spec),
      profile: SETTING.profile,
      renderProc: (file, facts) => renderProc(formats, facts, file),
    });
    return runTrial({
      spec,
      source: generator,
      judge,
      target,
      laws: LAWS,
      suites: accused.breaks?.startsWith('proc/') ? [looking] : [suite, ...planned],
      seed: 7,
      scenarios: SCENARIOS,
      aims: [],
      signal: caught.signal,
      onEvent: (event) => {
        if (event.kind === 'finding' && event.finding.clause === accused.breaks) caught.abort();
      },
    });
  };
}
