/** Shrinking: the smallest scenario that still shows the same clause failing, on the target itself. */
import type { ClauseId } from '../abi/index.js';
import { withoutSteps, type Observation, type Scenario } from '../scenario/index.js';
import type { Candidate } from './candidate.js';
import type { Failure } from './failure.js';
import type { Probe } from './probe.js';

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
}

/**
 * Makes `found` smaller: first by the generator's own shrinking, then by taking steps out.
 *
 * @returns the smallest that was found, and whether the effort sufficed to try everything.
 */
export async function shrink(
  probe: Probe,
  candidate: Candidate,
  found: Showing,
  effort: Effort,
): Promise<{ readonly smallest: Showing; readonly done: boolean }> {
  const search = new Search(probe, found.failure.clause, effort);
  let smallest = found;
  for (let from: Candidate | undefined = candidate; from !== undefined;) {
    const next: Found<Candidate> | undefined = await search.first(
      from.smaller(),
      (smaller) => smaller.scenario,
    );
    if (next !== undefined) smallest = next.showing;
    from = next?.of;
  }
  for (;;) {
    const next = await search.first(removals(smallest), (scenario) => scenario);
    if (next === undefined) return { smallest, done: !search.spent };
    smallest = next.showing;
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
    private readonly clause: ClauseId,
    private readonly effort: Effort,
  ) {}

  get spent(): boolean {
    return this.runs >= this.effort.runs;
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
    const failure = failures.find(({ clause }) => clause === this.clause);
    return failure && { scenario, observation, failure };
  }
}

/** The scenario without what follows the failure, then without ever smaller runs of steps, the last ones first. */
function* removals({ scenario, failure }: Showing): Generator<Scenario> {
  const { length } = scenario.steps;
  if (failure.step + 1 < length) yield without(scenario, failure.step + 1, length);
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
