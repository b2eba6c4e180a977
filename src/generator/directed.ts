/** Directed scenarios: the examples of spec/, walked through the model along what they expect. */
import type { ClauseId } from '../abi/index.js';
import type { Kernel, KernelSetting, Outcome } from '../kernel/index.js';
import type { Action, Scenario, Step } from '../scenario/index.js';
import type { Location } from '../spec/index.js';
import { agree } from './agree.js';
import type { ParsedExample } from './examples.js';

/** One example as a scenario of its setting. */
export interface Directed {
  readonly scenario: Scenario;
  /** The clauses that fire in the model, in order, without repetition. */
  readonly clauses: readonly ClauseId[];
  readonly at: Location;
  /** What the model did, step by step; shorter than the scenario where the model does something else or knows no more. */
  readonly path: readonly Passed[];
  /** The first step that no outcome of the model agrees with: a fault of the example, of spec/ or of the model. */
  readonly astray?: number;
}

/** A step and the outcome that was followed. */
export interface Passed {
  readonly action: Action;
  readonly outcome: Outcome;
}

/** How many outcomes are looked at before a search for the right branch is given up. */
const EFFORT = 2000;

/** Walks `example`: of several outcomes of a step those that agree with its expectation, the first first. */
export function direct(kernel: Kernel, setting: KernelSetting, { scenario, at }: ParsedExample): Directed {
  const search = new Search(kernel);
  search.walk(kernel.initial(setting), scenario.steps, []);
  const path = search.farthest;
  const clauses = [...new Set(path.flatMap(({ outcome }) => outcome.clauses))];
  return { scenario, clauses, at, path, ...(search.astray === undefined ? {} : { astray: search.astray }) };
}

/** What the model does with `scenario`, step by step, as far as it knows. */
export function follow(kernel: Kernel, setting: KernelSetting, scenario: Scenario): readonly Passed[] {
  const search = new Search(kernel);
  search.walk(kernel.initial(setting), scenario.steps, []);
  return search.farthest;
}

class Search {
  farthest: readonly Passed[] = [];
  astray: number | undefined;
  private looked = 0;

  constructor(private readonly kernel: Kernel) {}

  /** True once the end is reached, or a step that the text leaves open. */
  walk(world: Outcome['world'], steps: readonly Step[], path: readonly Passed[]): boolean {
    if (path.length > this.farthest.length) this.farthest = path;
    const step = steps[path.length];
    if (step === undefined) return this.arrive(path);
    const outcomes = this.kernel.step(world, step.action);
    if (outcomes.some(({ unspecified }) => unspecified !== undefined)) return this.arrive(path);
    for (const outcome of outcomes) {
      if (++this.looked > EFFORT) break;
      if (step.expect !== undefined && !agree(step.expect, outcome.events)) continue;
      if (this.walk(outcome.world, steps, [...path, { action: step.action, outcome }])) return true;
    }
    this.astray = Math.max(this.astray ?? 0, path.length);
    return false;
  }

  private arrive(path: readonly Passed[]): boolean {
    this.astray = undefined;
    this.farthest = path;
    return true;
  }
}
