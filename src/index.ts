/**
 * abide, as a library: the specification of the Linux user-space ABI, its reference kernel, and the trial.
 *
 * ```ts
 * const loaded = loadSpec();                               // or all its problems
 * if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
 * const result = await run({ spec: loaded.spec, target, seed: 1, scenarios: 500 });
 * ```
 *
 * A kernel written in JavaScript or TypeScript implements `Target`, and `run` puts it on trial.
 */
import { bindArguments, machineIn, signatureFor, type Bound, type Call, type Machine } from './abi/index.js';
import { basisOf, createGenerator, type Basis } from './generator/index.js';
import { loadFormats, type CompiledFormats, type FieldRecord, type Parsed } from './grammar/index.js';
import { createKernel, type Kernel } from './kernel/index.js';
import { createJudge, renderProc, type Verdict } from './oracle/index.js';
import { clausesToReach } from './report/index.js';
import type { Observation, Scenario } from './scenario/index.js';
import type { Spec } from './spec/index.js';
import { createModelTarget, type Target } from './target/index.js';
import { runTrial, type LawChecker, type Suite, type TrialEvent, type TrialResult } from './trial/index.js';

export type { Bound, Bytes, Call, ClauseId, Event, Machine, Value } from './abi/index.js';
export type { Basis } from './generator/index.js';
export {
  compileFormat,
  loadFormats,
  type CompiledFormats,
  type Format,
  type Parsed,
} from './grammar/index.js';
export { checkTree, readProcFile, type FileVerdict, type Reading } from './procfs/index.js';
export { createKernel, type Kernel, type KernelSetting, type Outcome } from './kernel/index.js';
export { createJudge, unmetExpectation, type Judge, type Verdict } from './oracle/index.js';
export { runResult, summary, writeReport, type RunResult } from './report/index.js';
export {
  parseScenario,
  printScenario,
  type Action,
  type Observation,
  type Scenario,
  type Step,
} from './scenario/index.js';
export { loadSpec, problemText, type Loaded, type Problem, type Spec } from './spec/index.js';
export {
  createHostTarget,
  TargetFailure,
  type Capabilities,
  type Target,
  type TargetDescription,
} from './target/index.js';
export type { Finding, LawChecker, Suite, TrialEvent, TrialResult } from './trial/index.js';

/** The profile of a model that is not told otherwise. */
const NEWEST = 'linux-6.18';

/** What `run` is asked. */
export interface RunRequest {
  readonly spec: Spec;
  readonly target: Target;
  /** The same seed makes the same scenarios. */
  readonly seed: number;
  /** How many generated scenarios are tried, besides the examples of the spec. */
  readonly scenarios: number;
  /** Suites to try as well, made from what the model can do; none if absent. */
  readonly suites?: (basis: Basis) => readonly Suite[];
  /** Laws to ask of every observation; none if absent. */
  readonly laws?: readonly LawChecker[];
  /** Raised, it ends the run with what was found so far. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TrialEvent) => void;
}

/**
 * Puts a target on trial, once it has said what it is: every example of the spec, then generated scenarios. It does not
 * close the target.
 *
 * @returns what was found; trouble with the target is how the trial `ended`. Rejects with TargetFailure where the target
 *   cannot say what it is, else for bugs only.
 */
export async function run(request: RunRequest): Promise<TrialResult> {
  const { spec, target, seed, scenarios, suites, laws = [], signal, onEvent = () => undefined } = request;
  await met(target, signal);
  const { profile, capabilities } = target.description;
  const kernel = createKernel(spec);
  const source = createGenerator(spec, kernel);
  const setting = { profile, ...machineIn(capabilities) };
  const directed = source.directed(setting);
  const written = directed.map(({ scenario, at }) => ({ scenario, from: `${at.file}:${at.line}` }));
  const contract = { name: 'contract', written, share: 2, steps: 12 };
  const others = suites?.(basisOf(spec, kernel, directed, setting)) ?? [];
  return runTrial({
    spec,
    source,
    judge: createJudge(spec, kernel, loadFormats(), setting),
    target,
    laws,
    suites: [contract, ...others].map((suite) => withoutCalls(spec, suite, capabilities.lacks)),
    seed,
    scenarios,
    aims: capabilities.lacks.length === 0 ? clausesToReach(spec, target.description) : [],
    signal: signal ?? new AbortController().signal,
    onEvent,
  });
}

/** Resolves once the target has said what it is, or the signal is raised: a trial ends by that at once. */
async function met(target: Target, signal: AbortSignal | undefined): Promise<void> {
  const raised = new Promise<void>((resolve) => {
    if (signal?.aborted === true) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.race([raised, target.meet?.()]);
}

/** The suite without what only asks for calls that are not there: nothing could be learnt of it. */
function withoutCalls(spec: Spec, suite: Suite, lacks: readonly string[]): Suite {
  if (lacks.length === 0) return suite;
  const isThere = (name: string): boolean => !lacks.includes(name);
  const weights =
    suite.calls ??
    Object.fromEntries(
      [...spec.syscalls.values()].map(({ name, depth }) => [name, depth === 'full' ? 1 : 0]),
    );
  const asksOnly = ({ steps }: Scenario): boolean =>
    steps.every(({ action }) => action.kind !== 'call' || isThere(action.call.name));
  return {
    ...suite,
    written: suite.written.filter(({ scenario }) => asksOnly(scenario)),
    setups: (suite.setups ?? []).filter(asksOnly),
    calls: Object.fromEntries(
      Object.entries(weights).filter(([name, weight]) => isThere(name) && weight > 0),
    ),
  };
}

/**
 * The reference kernel as a target: what Linux would answer, always the first thing that it may do.
 *
 * @param machine what the actors hold; without it they are root.
 */
export function createModel(spec: Spec, profile: string = NEWEST, machine: Partial<Machine> = {}): Target {
  const formats = loadFormats();
  const kernel: Kernel = createKernel(spec);
  return createModelTarget({
    kernel,
    profile,
    ...machine,
    renderProc: (file, facts) => renderProc(formats, facts, file),
  });
}

/**
 * Judges one observation that somebody made. Never throws for what was observed.
 *
 * @param machine what the actors held: all capabilities over their own namespaces, and which ones not.
 */
export function judge(
  spec: Spec,
  scenario: Scenario,
  observation: Observation,
  machine: Machine = { privileged: true },
): Verdict {
  return createJudge(spec, createKernel(spec), loadFormats(), machine).judge(scenario, observation);
}

/**
 * The arguments of `call` by name, those that it leaves out put back; an `out` argument in valid memory is undefined.
 * For kernels that answer calls as they are written. Throws RangeError for a call that is not known, or does not fit.
 */
export function bindCall(spec: Spec, call: Call): Bound {
  const signature = spec.abi.calls[call.name];
  if (signature === undefined) throw new RangeError(`there is no system call '${call.name}'`);
  const binding = bindArguments(signatureFor(signature, call, spec.abi.constants.x86_64), call);
  if (!binding.ok) throw new RangeError(binding.problem);
  return binding.values;
}

/** Reads `text` as the /proc file `format` (`proc/pid/stat`), strictly. Throws RangeError for an unknown format. */
export function parse(formats: CompiledFormats, format: string, text: string | Uint8Array): Parsed {
  return known(formats, format).parse(text);
}

/** The text that the kernel would print for `value`; throws PrintFailure if no text says it. */
export function print(formats: CompiledFormats, format: string, value: FieldRecord): string {
  return known(formats, format).print(value);
}

function known(formats: CompiledFormats, name: string) {
  const format = formats.get(name);
  if (format === undefined) throw new RangeError(`there is no format '${name}'`);
  return format;
}
