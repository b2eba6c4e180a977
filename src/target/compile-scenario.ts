/** From a scenario to what an agent is asked, and from what it saw to an observation. */
import { FIRST_ACTOR, type Observation, type Scenario } from '../scenario/index.js';
import type { AbiTable, ActorName, Arch, Event } from '../abi/index.js';
import type { AgentFrame, WireStep } from './frames.js';
import { liftStep } from './lift.js';
import { lowerCall, type Lowered } from './lower.js';
import { TargetFailure } from './target.js';

/** How many actors an agent can hold (SLOTS of src/agent/agent.h). */
const SLOTS = 64;

/** What an agent's hello tells, as far as lifting needs it. */
export interface AgentFacts {
  readonly handler: bigint;
  readonly restorer: bigint;
}

/** A scenario that is ready to be sent. */
export interface CompiledScenario {
  readonly steps: readonly WireStep[];
  /** Turns the agent's answer into an observation. */
  lift(answer: Extract<AgentFrame, { kind: 'observed' }>, facts: AgentFacts): Observation;
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
  const lift: CompiledScenario['lift'] = (answer, { handler, restorer }) => {
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
        handler,
        restorer,
        file: step?.kind === 'look' ? step.file : '',
        actorOf: (slot) => actors[slot] ?? `slot ${slot}`,
        callOf: (slot) => underWay.get(slot) ?? missingCall(slot),
      });
    });
    if (answer.ended === 'complete') return { steps: events, ended: { how: 'complete' } };
    return { steps: events, ended: { how: answer.ended, step: answer.step, detail: answer.detail } };
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
    for (const value of action.call.args) if (value.kind === 'actor') actors.add(value.actor);
    for (const name in action.call.named) {
      const value = action.call.named[name];
      if (value?.kind === 'actor') actors.add(value.actor);
    }
  }
  if (actors.size > SLOTS) {
    throw new TargetFailure(`a scenario of ${actors.size} actors, and an agent holds ${SLOTS}`);
  }
  return [...actors];
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
