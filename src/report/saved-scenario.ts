/** The saved form of a finding's scenario: what is asked, and what Linux allows. */
import { actor, ANY, type ActorName, type Call, type Event, type Value } from '../abi/index.js';
import {
  canonical,
  printScenario,
  type Action,
  type Observation,
  type Scenario,
  type Step,
} from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import type { Failure } from '../trial/index.js';

/** What a saved scenario is made of. */
export interface Savable {
  readonly scenario: Scenario;
  readonly observation: Pick<Observation, 'steps'>;
  readonly failure?: Failure;
}

/**
 * The scenario as text. Each step before the failure expects what was seen (it was right), the failing step
 * what would have been right, and later steps expect nothing. Texts of /proc differ from run to run, so that
 * nothing is expected of a look; numbers that a kernel chose are written as the actors that bear them.
 */
export function saveScenario(spec: Spec, { scenario, observation, failure }: Savable): string {
  if (failure === undefined) return printScenario(canonical(expecting(spec, scenario, [])));
  const seen = [...observation.steps.slice(0, failure.step)];
  const allowed = failure.allowed[0]?.events;
  return printScenario(canonical(expecting(spec, scenario, [...filled(seen, failure.step), allowed])));
}

/** As many steps as come before the failure, be it that nothing was seen of the last ones. */
function filled(seen: readonly (readonly Event[])[], length: number): (readonly Event[])[] {
  return Array.from({ length }, (_, index) => seen[index] ?? []);
}

/** The scenario with these events expected, step by step; of a step without events, and of a look, nothing is. */
export function expecting(
  spec: Spec,
  scenario: Scenario,
  events: readonly (readonly Event[] | undefined)[],
): Scenario {
  const bearers = new Map<bigint, ActorName>();
  const steps = scenario.steps.map(({ action }, index): Step => {
    const expect = events[index];
    if (expect === undefined) return { action };
    learn(bearers, action, expect);
    if (expect.some(({ kind }) => kind === 'seen')) return { action };
    return { action, expect: expect.map((event) => withActors(spec, event, bearers)) };
  });
  return { setting: scenario.setting, steps };
}

/** A call that made its actor gave back the number of that actor. */
function learn(bearers: Map<bigint, ActorName>, action: Action, seen: readonly Event[]): void {
  if (action.kind !== 'call' || action.spawns === undefined) return;
  const { spawns } = action;
  const made = seen.find((event) => event.kind === 'returned' && event.actor === action.actor);
  const began = seen.some((event) => event.kind === 'began' && event.actor === spawns);
  if (
    began &&
    made?.kind === 'returned' &&
    made.result.kind === 'value' &&
    made.result.value.kind === 'int'
  ) {
    const number = made.result.value.value;
    const first = bearers.get(number);
    if (first === undefined || !asksFor(action.call, first)) bearers.set(number, spawns);
  }
}

/** A call that wants the number of an earlier actor for the new one: that number stays the earlier one's name. */
function asksFor({ args, named }: Call, name: ActorName): boolean {
  return [...args, ...Object.values(named)].some((value) => speaksOf(value, name));
}

function speaksOf(value: Value, name: ActorName): boolean {
  if (value.kind === 'actor') return value.actor === name;
  if (value.kind === 'list') return value.items.some((item) => speaksOf(item, name));
  if (value.kind === 'text') return value.parts.some((part) => speaksOf(part, name));
  return value.kind === 'struct' && Object.values(value.fields).some((field) => speaksOf(field, name));
}

function withActors(spec: Spec, event: Event, bearers: ReadonlyMap<bigint, ActorName>): Event {
  if (event.kind === 'handler' && event.info.pid !== undefined) {
    return { ...event, info: { ...event.info, pid: bearer(event.info.pid, bearers) } };
  }
  if (event.kind !== 'returned' || event.result.kind !== 'value') return event;
  const outputs = event.outputs.map((output) => withSender(output, bearers));
  if (spec.abi.calls[event.call]?.returns !== 'pid') return { ...event, outputs };
  return { ...event, outputs, result: { kind: 'value', value: bearer(event.result.value, bearers) } };
}

/** A siginfo that a call brought back speaks of somebody, too. */
function withSender(output: Value, bearers: ReadonlyMap<bigint, ActorName>): Value {
  const pid = output.kind === 'struct' ? output.fields['pid'] : undefined;
  if (output.kind !== 'struct' || pid === undefined) return output;
  return { kind: 'struct', fields: { ...output.fields, pid: bearer(pid, bearers) } };
}

/** PID 1 is the scenario's init in every run, and 0 is nobody; who bears another number may be unknown. */
function bearer(value: Value, bearers: ReadonlyMap<bigint, ActorName>): Value {
  if (value.kind !== 'int' || value.value <= 1n) return value;
  const name = bearers.get(value.value);
  return name === undefined ? ANY : actor(name);
}
