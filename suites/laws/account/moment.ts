/** Moments: a scenario and its observation read together, one moment a step: who asked what, and what came back. */
import type { ActorName, Call, Event, Result, Value } from '../../../src/abi/index.js';
import type { Observation, Scenario } from '../../../src/scenario/index.js';
import { Rows } from './rows.js';

/** A call that was dispatched. */
export interface Asked {
  readonly actor: ActorName;
  readonly call: Call;
  /** The step that dispatched it. */
  readonly step: number;
}

/** A call that came back, perhaps in a later step than it was asked. */
export interface Answered {
  readonly asked: Asked;
  readonly result: Result;
  readonly outputs: readonly Value[];
}

/** One step as it was seen. */
export interface Moment {
  readonly step: number;
  /** The call of this step; nothing where the actor was busy or the step only looks. */
  readonly asked?: Asked;
  readonly answers: readonly Answered[];
  readonly events: readonly Event[];
  /** Calls that sleep in the kernel when the step is over, by actor (a stopped actor's call is among them). */
  readonly waiting: Rows<ActorName, Asked>;
}

const told = new WeakMap<Observation, { readonly scenario: Scenario; readonly moments: readonly Moment[] }>();

/**
 * The moments of an observation, kept so that every law of one run reads the same ones. Steps that a run did not
 * finish are left out: nobody knows what they would have shown.
 */
export function momentsOf(scenario: Scenario, observation: Observation): readonly Moment[] {
  const known = told.get(observation);
  if (known?.scenario === scenario) return known.moments;
  const moments = readTogether(scenario, observation);
  told.set(observation, { scenario, moments });
  return moments;
}

function readTogether(scenario: Scenario, observation: Observation): Moment[] {
  const moments: Moment[] = [];
  const waiting = Rows.of<ActorName, Asked>();
  for (const [step, events] of observation.steps.slice(0, finished(scenario, observation)).entries()) {
    const action = scenario.steps[step]?.action;
    if (action === undefined) break;
    const busy = events.some((event) => event.kind === 'busy' && event.actor === action.actor);
    const asked =
      action.kind === 'call' && !busy ? { actor: action.actor, call: action.call, step } : undefined;
    const answers = settle(events, asked, waiting);
    moments.push({ step, ...(asked ? { asked } : {}), answers, events, waiting: waiting.copy() });
  }
  return moments;
}

/** How many steps came to their end. A model that stops early does so in a step that is left open. */
function finished(scenario: Scenario, { steps, ended }: Observation): number {
  if (ended.how !== 'complete') return ended.step;
  return steps.length < scenario.steps.length ? steps.length - 1 : steps.length;
}

/** What came back, of calls that waited and of the one that is asked now, which waits only if it stays open. */
function settle(
  events: readonly Event[],
  asked: Asked | undefined,
  waiting: Rows<ActorName, Asked>,
): Answered[] {
  const answers: Answered[] = [];
  let open = asked;
  for (const event of events) {
    const answering = event.actor === open?.actor ? open : waiting.get(event.actor);
    if (event.kind === 'returned' && answering !== undefined) {
      answers.push({ asked: answering, result: event.result, outputs: event.outputs });
    }
    if (!OVER.has(event.kind)) continue;
    if (event.actor === open?.actor) open = undefined;
    waiting.delete(event.actor);
  }
  if (open !== undefined) waiting.set(open.actor, open);
  return answers;
}

/** Events after which their actor's call is over. */
const OVER = new Set<Event['kind']>(['returned', 'image', 'ended']);
