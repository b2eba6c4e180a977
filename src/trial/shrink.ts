/** Shrinking: the smallest scenario that still shows the same clause failing as badly, on the target itself. */
import { withoutSteps, type Observation, type Scenario } from '../scenario/index.js';
import type { Candidate } from './candidate.js';
import type { Failure } from './failure.js';
import type { Probe } from './probe.js';
import { simplerValues } from './simpler.js';

/** A scenario that shows a clause failing. */
export interface Showing {
  readonly scenario: Scenario;
  readonly observation: Observation;
  readonly failure: Failure;
}

/** How much is tried: `runs` more scenarios, `width` of them at once. */
export interface Effort {
  readonly runs: number;
  readonly width: number;
  /** True: it is late, and what was found is small enough. */
  readonly isOver?: () => boolean;
}

/** A scenario of so few steps is not worth the generator's own shrinking. */
const FEW_STEPS = 4;

/**
 * Makes `found` smaller: first by taking steps out, then, if many are left, by the generator's own shrinking
 * from the start and taking steps out of that; at last by making values simpler.
 *
 * @returns the smallest that was found, and whether the effort sufficed to try everything.
 */
export async function shrink(
  probe: Probe,
  candidate: Candidate,
  found: Showing,
  effort: Effort,
): Promise<{ readonly smallest: Showing; readonly done: boolean }> {
  const search = new Search(probe, found.failure, effort);
  const fewer = (showing: Showing): Promise<Showing> =>
    search.descend(showing, ({ scenario, failure }) => removals(scenario, failure.step));
  let smallest = await fewer(found);
  if (smallest.scenario.steps.length > FEW_STEPS) {
    const redrawn = await fewer(await redraw(search, candidate, found));
    if (redrawn.scenario.steps.length < smallest.scenario.steps.length) smallest = redrawn;
  }
  smallest = await search.descend(smallest, ({ scenario }) => simplerValues(scenario));
  return { smallest, done: !search.spent };
}

/** The generator's own shrinking: on the numbers that the scenario was drawn from. */
async function redraw(search: Search, candidate: Candidate, found: Showing): Promise<Showing> {
  let [from, smallest] = [candidate, found];
  for (;;) {
    const next = await search.first(from.smaller(), (smaller) => smaller.scenario);
    if (next === undefined) return smallest;
    [from, smallest] = [next.of, next.showing];
  }
}

interface Found<T> {
  readonly of: T;
  readonly showing: Showing;
}

class Search {
  private runs = 0;

  constructor(
    private readonly probe: Probe,
    private readonly failing: Pick<Failure, 'clause' | 'kind'>,
    private readonly effort: Effort,
  ) {}

  get spent(): boolean {
    return this.runs >= this.effort.runs || this.effort.isOver?.() === true;
  }

  /** Goes from `showing` to one of its smaller ones that shows the clause too, until there is none. */
  async descend(showing: Showing, smaller: (of: Showing) => Iterable<Scenario>): Promise<Showing> {
    for (let least = showing; ;) {
      const next = await this.first(smaller(least), (scenario) => scenario);
      if (next === undefined) return least;
      least = next.showing;
    }
  }

  /** The first of `smaller` that shows the clause; a few are tried at once, but their order decides. */
  async first<T>(smaller: Iterable<T>, scenarioOf: (one: T) => Scenario): Promise<Found<T> | undefined> {
    let batch: T[] = [];
    for (const one of smaller) {
      if (this.spent) return undefined;
      batch.push(one);
      if (batch.length < this.effort.width) continue;
      const found = await this.firstOf(batch, scenarioOf);
      if (found !== undefined) return found;
      batch = [];
    }
    return this.spent ? undefined : this.firstOf(batch, scenarioOf);
  }

  private async firstOf<T>(
    batch: readonly T[],
    scenarioOf: (one: T) => Scenario,
  ): Promise<Found<T> | undefined> {
    this.runs += batch.length;
    const shown = await Promise.all(batch.map((one) => this.shows(scenarioOf(one))));
    for (const [index, showing] of shown.entries()) {
      const of = batch[index];
      if (showing !== undefined && of !== undefined) return { of, showing };
    }
    return undefined;
  }

  private async shows(scenario: Scenario): Promise<Showing | undefined> {
    const { failures, observation } = await this.probe(scenario);
    const { clause, kind } = this.failing;
    const failure = failures.find((one) => one.clause === clause && one.kind === kind);
    return failure && { scenario, observation, failure };
  }
}

/** The scenario without what follows the failure, then without ever smaller runs of steps, the last ones first. */
function* removals(scenario: Scenario, failing: number): Generator<Scenario> {
  const { length } = scenario.steps;
  if (failing + 1 < length) yield without(scenario, failing + 1, length);
  for (let size = Math.floor(length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let end = length; end - size >= 0; end -= size) {
      const smaller = without(scenario, end - size, end);
      if (smaller.steps.length > 0) yield smaller;
    }
  }
}

function without(scenario: Scenario, from: number, to: number): Scenario {
  return withoutSteps(
    scenario,
    Array.from({ length: to - from }, (_, index) => from + index),
  );
}
