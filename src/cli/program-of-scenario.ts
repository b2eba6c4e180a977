/** The C program of a scenario that stands in a text: wherever that says nothing, the program expects what the model does. */
import { forkOf, walksOf } from '../generator/index.js';
import { renderProc } from '../oracle/index.js';
import {
  expecting,
  exportProgram,
  taleOfTold,
  type Exported,
  type Tale,
  type ToldFinding,
} from '../report/index.js';
import { withoutExpectations, type Scenario } from '../scenario/index.js';
import { createModelTarget, type Target } from '../target/index.js';
import { CALLERS, callerOf, type Caller } from '../trial/index.js';
import { judgeFor, type Assembly } from './assembly.js';
import { checkScenario } from './check-scenario.js';
import { CannotDo } from './io.js';

/** A scenario and where it stands. */
export interface Written {
  readonly file: string;
  readonly scenario: Scenario;
  /** It is that of a told finding. */
  readonly told?: ToldFinding;
}

/**
 * The program, or why C has no words for it. Throws CannotDo for a scenario that cannot be asked, or that may go on in
 * several ways.
 */
export async function programOfScenario(
  assembly: Assembly,
  { file, scenario, told }: Written,
): Promise<Exported> {
  checkScenario(assembly.spec, scenario, file);
  const whole = await expectedEverywhere(assembly, scenario);
  const tale = told === undefined ? { scenario: whole, notes: [`From ${file}.`] } : taleOfTold(whole, told);
  const caller = await callerOf(whole, modelsOf(assembly, whole), assembly.spec.abi.constants.x86_64);
  refuseFork(assembly, { ...tale, caller });
  return exportProgram({ ...tale, caller }, assembly.spec);
}

/** The reference kernel for each caller, of the version that the scenario is about. */
function modelsOf({ kernel, formats }: Assembly, { setting }: Scenario): (caller: Caller) => Target {
  return (caller) =>
    createModelTarget({
      kernel,
      profile: setting.profile,
      ...CALLERS[caller],
      renderProc: (file, facts) => renderProc(formats, facts, file),
    });
}

/** The scenario with what the model does, wherever it says nothing itself. */
async function expectedEverywhere(assembly: Assembly, scenario: Scenario): Promise<Scenario> {
  const isWhole = scenario.steps.every(
    ({ action, expect }) => action.kind === 'look' || expect !== undefined,
  );
  if (isWhole) return scenario;
  const asked = withoutExpectations(scenario);
  const model = modelsOf(assembly, scenario)('root');
  const observation = await model.run(asked);
  const verdict = judgeFor(assembly, model.description).judge(asked, observation);
  if (verdict.kind === 'unspecified')
    throw new CannotDo(`the text leaves open what happens: ${verdict.reason}`);
  const seen = expecting(assembly.spec, scenario, observation.steps);
  return {
    ...scenario,
    steps: scenario.steps.map((step, index) =>
      step.expect === undefined ? (seen.steps[index] ?? step) : step,
    ),
  };
}

/** A program knows one answer for each step that is in question. Throws CannotDo where Linux may show something else. */
function refuseFork({ kernel }: Assembly, { scenario, inQuestion, caller = 'anybody' }: Tale): void {
  const setting = { profile: scenario.setting.profile, ...CALLERS[caller] };
  const fork = forkOf(scenario, walksOf(kernel, setting, scenario), inQuestion);
  if (fork === undefined) return;
  if (fork.shows === 'anything')
    throw new CannotDo(
      `the text leaves open what step ${fork.step + 1} shows`,
      '`abide try FILE -t model` says why',
    );
  throw new CannotDo(
    `step ${fork.step + 1} may show several things, and a program knows one`,
    '`abide replay` knows all of them',
  );
}
