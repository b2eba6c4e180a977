/** The target `model`: the reference kernel, which takes the first thing that Linux may do. */
import {
  numberKey,
  spaceOfKey,
  type Event,
  type NumberKey,
  type Result,
  type SignalInfo,
  type Value,
} from '../abi/index.js';
import { ModelBug, type Kernel, type KernelSetting, type ProcFacts } from '../kernel/index.js';
import { FIRST_ACTOR, type Observation, type Scenario } from '../scenario/index.js';
import { TargetFailure, type Target, type TargetDescription } from './target.js';

/** What the model is made of. */
export interface ModelOptions {
  readonly kernel: Kernel;
  readonly profile: string;
  /** The actors hold all capabilities over their namespaces. Default: true. */
  readonly privileged?: boolean;
  /** Capabilities that they lack all the same. */
  readonly withheld?: readonly string[] | undefined;
  /** The text of a /proc file for a process of the model; nothing for a file that the model does not have. */
  readonly renderProc: (file: string, facts: ProcFacts) => string | undefined;
  /** Which of so many things that Linux may do is done. Default: the first. */
  readonly choose?: (ways: number) => number;
}

/** What is known of the model. */
export function describeModel(profile: string, privileged = true): TargetDescription {
  return {
    name: 'model',
    available: true,
    version: profile,
    profile,
    capabilities: { pidNamespace: true, blocking: 'known', privileged, lacks: [] },
  };
}

/** The reference kernel as a target. A bug of the model rejects a run with TargetFailure. */
export function createModelTarget(options: ModelOptions): Target {
  const { profile, privileged = true, withheld = [] } = options;
  const setting = { profile, privileged, withheld };
  const run = (scenario: Scenario): Observation => runModel(options, setting, scenario);
  return {
    description: describeModel(profile, privileged),
    run: (scenario) =>
      new Promise((resolve, reject) => {
        try {
          resolve(run(scenario));
        } catch (error) {
          reject(
            error instanceof ModelBug
              ? new TargetFailure(`the model is wrong: ${error.message}`)
              : (error as Error),
          );
        }
      }),
    close: () => Promise.resolve(),
  };
}

/** The first PID that a scenario's namespace gives; 1 is its init. */
const FIRST_PID = 2;

function runModel(
  { kernel, renderProc, choose = () => 0 }: ModelOptions,
  setting: KernelSetting,
  scenario: Scenario,
): Observation {
  const pids: Pids = new Map([[FIRST_ACTOR, FIRST_PID]]);
  const steps: Event[][] = [];
  let world = kernel.initial(setting);
  for (const { action } of scenario.steps) {
    const before = world;
    const outcomes = kernel.step(world, action);
    const outcome = outcomes[outcomes.length > 1 ? choose(outcomes.length) : 0];
    if (outcome === undefined) throw new TargetFailure('the model allows nothing at all');
    world = outcome.world;
    for (const event of outcome.events) {
      if (event.kind === 'began') pids.set(event.actor, FIRST_PID + pids.size);
    }
    steps.push(
      outcome.events.map((event) => {
        if (event.kind !== 'seen') return concrete(event, pids);
        const facts = kernel.procFacts(before, event.actor);
        const text = facts === undefined ? undefined : renderProc(event.file, concreteFacts(facts, pids));
        return text === undefined ? event : { ...event, text };
      }),
    );
    // The text leaves open what happens from here on: the model does not make something up.
    if (outcome.unspecified !== undefined) break;
  }
  return { steps, ended: { how: 'complete' } };
}

/** Each actor's number in each PID namespace. */
type Pids = Map<NumberKey, number>;
type Fields = Readonly<Record<string, Value>>;

/** An event as a kernel tells it: numbers where the model has symbols. */
function concrete(event: Event, pids: Pids): Event {
  if (event.kind === 'handler') return { ...event, info: concreteInfo(event.info, pids) };
  if (event.kind !== 'returned') return event;
  const result: Result =
    event.result.kind === 'value'
      ? { kind: 'value', value: concreteValue(event.result.value, pids) }
      : event.result;
  return { ...event, result, outputs: event.outputs.map((value) => concreteValue(value, pids)) };
}

/** The facts with numbers where the model has symbols. */
function concreteFacts(facts: ProcFacts, pids: Pids): ProcFacts {
  const files = Object.entries(facts).map(([file, fields]) => [file, concreteFields(fields, pids)] as const);
  return Object.fromEntries(files);
}

function concreteFields(fields: Fields, pids: Pids): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, concreteValue(field, pids)] as const),
  );
}

function concreteInfo(info: SignalInfo, pids: Pids): SignalInfo {
  return info.pid === undefined ? info : { ...info, pid: concreteValue(info.pid, pids) };
}

function concreteValue(value: Value, pids: Pids): Value {
  if (value.kind === 'list')
    return { kind: 'list', items: value.items.map((item) => concreteValue(item, pids)) };
  if (value.kind === 'struct') {
    return { kind: 'struct', fields: concreteFields(value.fields, pids) };
  }
  if (value.kind !== 'actor') return value;
  const pid = BigInt(pidOf(value, pids));
  return { kind: 'int', value: value.negated ? -pid : pid };
}

/** In a deeper PID namespace the next number is handed out when it is first told. */
function pidOf({ actor, space }: Extract<Value, { kind: 'actor' }>, pids: Pids): number {
  const key = numberKey(actor, space);
  const told = [...pids.keys()].filter((other) => spaceOfKey(other) === space).length;
  const pid = pids.get(key) ?? (space === undefined ? 0 : FIRST_PID + told);
  if (space !== undefined) pids.set(key, pid);
  return pid;
}
