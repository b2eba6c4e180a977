/** What suites derive scenarios from: the walked examples of spec/, and what the model does with a scenario. */
import type { ClauseId, Event } from '../abi/index.js';
import type { Kernel, KernelSetting, Outcome } from '../kernel/index.js';
import type { Action, Scenario } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import type { Directed } from './directed.js';

/** One step as the model took it. */
export interface ModelStep {
  readonly action: Action;
  readonly events: readonly Event[];
  readonly clauses: readonly ClauseId[];
}

export interface Basis {
  readonly spec: Spec;
  /** The profile by which the model goes. */
  readonly profile: string;
  /** The examples of the text, each as the model walked it. */
  readonly examples: readonly (readonly ModelStep[])[];
  /** The ways on which the model can take `scenario` (`walksOf`). */
  walks(scenario: Scenario): readonly (readonly ModelStep[])[];
}

/** More ways than this are not looked at. */
const MOST_WAYS = 16;

/** The basis that `kernel` gives; `directed`: the examples of its text in this setting. */
export function basisOf(
  spec: Spec,
  kernel: Kernel,
  directed: readonly Directed[],
  setting: KernelSetting,
): Basis {
  const examples = directed.map(({ path }) =>
    path.map(({ action, outcome }) => ({ action, events: outcome.events, clauses: outcome.clauses })),
  );
  const walks: Basis['walks'] = (scenario) => walksOf(kernel, setting, scenario);
  return { spec, profile: setting.profile, examples, walks };
}

/**
 * The ways on which `kernel` can take `scenario` in this setting, few of many; a way ends before a step that the text
 * leaves open.
 */
export function walksOf(kernel: Kernel, setting: KernelSetting, { steps }: Scenario): ModelStep[][] {
  let ways: { readonly world: Outcome['world']; readonly steps: ModelStep[]; readonly over: boolean }[] = [
    { world: kernel.initial(setting), steps: [], over: false },
  ];
  for (const { action } of steps) {
    ways = ways.slice(0, MOST_WAYS).flatMap((way) => {
      if (way.over) return [way];
      const outcomes = kernel.step(way.world, action);
      if (outcomes.some(({ unspecified }) => unspecified !== undefined)) return [{ ...way, over: true }];
      return outcomes.map(({ world, events, clauses }) => ({
        world,
        steps: [...way.steps, { action, events, clauses }],
        over: false,
      }));
    });
  }
  return ways.map(({ steps }) => steps);
}
