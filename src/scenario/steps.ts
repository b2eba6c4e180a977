/** Taking steps out of a scenario so that what is left is still well formed. */
import type { ActorName, Value } from '../abi/index.js';
import { type Action, FIRST_ACTOR, type Scenario, type Step } from './scenario.js';

/** A step that cannot be asked, and why. */
export interface Misfit {
  readonly step: number;
  readonly reason: string;
}

/**
 * The scenario without the steps at `indices`, without every step whose actor no longer comes to exist, and
 * without every step that names such an actor in an argument. What stands after the first step that went was
 * seen of another history, so its expectations go as well.
 */
export function withoutSteps(scenario: Scenario, indices: Iterable<number>): Scenario {
  const removed = new Set(indices);
  const known = new Set<ActorName>([FIRST_ACTOR]);
  const steps: Step[] = [];
  let whole = true;
  for (const [index, step] of scenario.steps.entries()) {
    if (removed.has(index) || misfit(step.action, known) !== undefined) {
      whole = false;
      continue;
    }
    if (step.action.kind === 'call' && step.action.spawns !== undefined) known.add(step.action.spawns);
    steps.push(whole ? step : { action: step.action });
  }
  return { setting: scenario.setting, steps };
}

/** The steps that cannot be asked: their actor, or an actor they name, is made by no earlier step, or it is made twice. */
export function misfits(scenario: Scenario): Misfit[] {
  const known = new Set<ActorName>([FIRST_ACTOR]);
  const found: Misfit[] = [];
  for (const [index, { action }] of scenario.steps.entries()) {
    const reason = misfit(action, known);
    if (reason !== undefined) found.push({ step: index, reason });
    if (action.kind === 'call' && action.spawns !== undefined) known.add(action.spawns);
  }
  return found;
}

/** The actors that a scenario may speak of: A, and every one that a step makes, in that order. */
export function actorsOf(scenario: Scenario): ActorName[] {
  const made = scenario.steps.flatMap(({ action }) =>
    action.kind === 'call' && action.spawns !== undefined ? [action.spawns] : [],
  );
  return [...new Set([FIRST_ACTOR, ...made])];
}

function misfit(action: Action, known: ReadonlySet<ActorName>): string | undefined {
  if (!known.has(action.actor)) return `no earlier step makes the actor ${action.actor}`;
  if (action.kind === 'look') return undefined;
  const { call, spawns } = action;
  if (spawns !== undefined && known.has(spawns)) return `the actor ${spawns} exists already`;
  const stranger = [...call.args, ...Object.values(call.named)]
    .flatMap(named)
    .find((name) => !known.has(name));
  return stranger === undefined ? undefined : `it names ${stranger}, an actor that no earlier step makes`;
}

/** The actors that a value names. */
function named(value: Value): ActorName[] {
  if (value.kind === 'actor') return [value.actor];
  if (value.kind === 'list') return value.items.flatMap(named);
  if (value.kind === 'text') return value.parts.flatMap(named);
  return value.kind === 'struct' ? Object.values(value.fields).flatMap(named) : [];
}
