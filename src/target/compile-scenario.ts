/** From a scenario to what an agent is asked, and from what it saw to an observation. */
import { FIRST_ACTOR, type Observation, type Scenario } from '../scenario/index.js';
import type { AbiTable, ActorName, Arch, Event, Value } from '../abi/index.js';
import type { AgentFrame, WireStep } from './frames.js';
import { liftStep } from './lift.js';
import type { AgentFacts } from './lift-word.js';
import { lowerCall, type Lowered } from './lower.js';
import { TargetFailure } from './target.js';

/** How many actors an agent can hold (SLOTS of src/agent/agent.h). */
const SLOTS = 1024;

/** A scenario that is ready to be sent. */
export interface CompiledScenario {
  readonly steps: readonly WireStep[];
  /** Turns the agent's answer into an observation. */
  lift(answer: Extract<AgentFrame, { kind: 'observed' }>, agent: AgentFacts): Observation;
}

/** Compiles a scenario for an architecture. Throws TargetFailure, with the step, for one that cannot be carried. */
export function compileScenario(scenario: Scenario, abi: AbiTable, arch: Arch): CompiledScenario {
  const actors = actorsOf(scenario);
  const slots = new Map(actors.map((actor, slot) => [actor, slot]));
  const slotOf = (actor: ActorName): number => slots.get(actor) ?? 0;
  const calls: (Lowered | undefined)[] = [];
  const steps = scenario.steps.map(({ action }, index): WireStep => {
    const slot = slotOf(action.actor);
    if (action.kind === 'look') return { kind: 'look', slot, file: action.file };
    const lowered = inStep(index, () => lowerCall(action.call, action.spawns, { abi, arch, slotOf }));
    calls[index] = lowered;
    return { kind: 'call', slot, program: lowered.program };
  });
  const lift: CompiledScenario['lift'] = (answer, agent) => {
    const underWay = new Map<number, Lowered>();
    const events = answer.steps.map((wire, index): readonly Event[] => {
      const step = steps[index];
      const call = calls[index];
      if (step !== undefined && call !== undefined && !wire.some((one) => one.kind === 'busy')) {
        underWay.set(step.slot, call);
      }
      return liftStep(wire, {
        abi,
        arch,
        agent,
        file: step?.kind === 'look' ? step.file : '',
        actorOf: (slot) => actors[slot] ?? `slot ${slot}`,
        callOf: (slot) => underWay.get(slot) ?? missingCall(slot),
      });
    });
    if (answer.ended === 'complete') return { steps: events, ended: { how: 'complete' } };
    const how = answer.ended === 'hung' ? 'hung' : 'died';
    return { steps: events, ended: { how, step: answer.step, detail: answer.detail } };
  };
  return { steps, lift };
}

/** Every actor, A first, in the order in which a scenario names them. */
function actorsOf(scenario: Scenario): ActorName[] {
  const actors = new Set<ActorName>([FIRST_ACTOR]);
  for (const { action } of scenario.steps) {
    actors.add(action.actor);
    if (action.kind !== 'call') continue;
    if (action.spawns !== undefined) actors.add(action.spawns);
    for (const value of action.call.args) addNamed(value, actors);
    for (const value of Object.values(action.call.named)) addNamed(value, actors);
  }
  if (actors.size > SLOTS) {
    throw new TargetFailure(`a scenario of ${actors.size} actors, and an agent holds ${SLOTS}`);
  }
  return [...actors];
}

/** Adds the actors that a value names. */
function addNamed(value: Value, actors: Set<ActorName>): void {
  if (value.kind === 'actor') actors.add(value.actor);
  if (value.kind === 'list') for (const item of value.items) addNamed(item, actors);
  if (value.kind === 'text') for (const part of value.parts) addNamed(part, actors);
  if (value.kind === 'struct') for (const field of Object.values(value.fields)) addNamed(field, actors);
}

function inStep<T>(index: number, lower: () => T): T {
  try {
    return lower();
  } catch (error) {
    if (!(error instanceof TargetFailure)) throw error;
    throw new TargetFailure(`step ${index + 1}: ${error.message}`, error.remedy);
  }
}

function missingCall(slot: number): never {
  throw new TargetFailure(`the agent speaks of a call of actor ${slot} that it was not asked for`);
}
