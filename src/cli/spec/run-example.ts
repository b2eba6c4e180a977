/** An example of the spec, read and judged: what it expects must be what the model allows. */
import { ANY, TOLD_FIELDS, type Event } from '../../abi/index.js';
import type { Judge, Verdict } from '../../oracle/index.js';
import { misfits, parseScenario, type Observation, type Scenario } from '../../scenario/index.js';
import type { Example, Location, Problem, Spec } from '../../spec/index.js';
import type { ExampleCheck, ExampleChecker } from './check.js';

/**
 * Makes what checks examples: judges are asked about each as if it had been observed, one for each machine; one of
 * them has to agree. An example may end in what the text leaves open, and then need not say what is seen there.
 */
export function exampleChecker(spec: Spec, judges: readonly Judge[]): ExampleChecker {
  return (example) => {
    const checks = judges.map((judge) => checkExample(example, spec, judge));
    const [first = { problems: [], fired: [] }, ...others] = checks;
    const good = [first, ...others.filter(({ open }) => open !== true)].filter(
      ({ problems }) => problems.length === 0,
    );
    return good.length === 0 ? first : { problems: [], fired: good.flatMap(({ fired }) => fired) };
  };
}

function checkExample(example: Example, spec: Spec, judge: Judge): ExampleCheck {
  const parsed = parseScenario(example.text);
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => ({ ...problem, ...placeIn(example, problem) }));
    return { problems, fired: [] };
  }
  const { scenario } = parsed;
  if (!spec.profiles.has(scenario.setting.profile)) {
    return failed(example, 0, `there is no profile ${scenario.setting.profile}`);
  }
  // What no target can be asked would only be left out of every trial.
  const [misfit] = misfits(scenario);
  if (misfit !== undefined) return failed(example, misfit.step, misfit.reason);
  const verdict = judge.judge(scenario, observationOf(scenario));
  if (verdict.kind === 'unspecified')
    return { problems: [], fired: [...verdict.fired, verdict.clause], open: true };
  const silent = scenario.steps.findIndex((step) => step.expect === undefined);
  if (silent >= 0) return failed(example, silent, 'the example does not say what is seen of this step');
  const told = complaint(verdict);
  return told === undefined
    ? { problems: [], fired: verdict.fired }
    : failed(example, told.step, told.message);
}

function observationOf(scenario: Scenario): Observation {
  return {
    steps: scenario.steps.map(({ expect }) => (expect ?? []).map(withAnyInfo)),
    ended: { how: 'complete' },
  };
}

/** An example need not say everything that a handler is told. */
function withAnyInfo(event: Event): Event {
  if (event.kind !== 'handler') return event;
  const any = Object.fromEntries(TOLD_FIELDS.map((name) => [name, ANY]));
  return { ...event, info: { ...any, ...event.info } };
}

/** What speaks against the example. */
function complaint(
  verdict: Exclude<Verdict, { kind: 'unspecified' }>,
): { step: number; message: string } | undefined {
  if (verdict.kind === 'conforms') return undefined;
  if (verdict.kind === 'diverges' || verdict.kind === 'differs') {
    const { step, clause, difference } = verdict.divergence;
    return { step, message: `the model does not do this: ${difference} [${clause}]` };
  }
  const reason = verdict.kind === 'unsupported' ? `there is no call ${verdict.call}` : verdict.reason;
  return { step: 0, message: `the example cannot be judged: ${reason}` };
}

function failed(example: Example, step: number, message: string): ExampleCheck {
  const lines = example.text.split('\n').flatMap((text, index) => (STEP.test(text) ? [index + 1] : []));
  const problem: Problem = { ...placeIn(example, { line: lines[step] ?? 1, column: 1 }), message };
  return { problems: [problem], fired: [] };
}

/** A line that asks something, as opposed to one that tells what was seen. */
const STEP = /^\s*\w+: (look |\w+\()/;

/** A place in the text of an example as a place in its file; exact for block scalars. */
function placeIn(
  { at }: Example,
  { line, column }: { readonly line: number; readonly column: number },
): Location {
  return { file: at.file, line: at.line + line - 1, column: at.column + column - 1 };
}
