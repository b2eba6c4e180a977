/** Expectations: whether what was seen is what a saved scenario says shall be seen. */
import type { Observation, Scenario } from '../scenario/index.js';
import { describeEvent } from './describe.js';
import { matchEvents } from './match.js';
import { NO_NUMBERS, type Numbers } from './numbers.js';

/** The first step that was not as expected. */
export interface Unmet {
  readonly step: number;
  readonly difference: string;
}

/**
 * Compares every step that expects something with what was seen, without a model: only what is written counts.
 *
 * @param constants the numbers behind names, to compare a name with a number.
 */
export function unmetExpectation(
  scenario: Scenario,
  observation: Observation,
  constants: Readonly<Record<string, bigint>>,
): Unmet | undefined {
  let numbers: Numbers = NO_NUMBERS;
  for (const [step, { expect }] of scenario.steps.entries()) {
    if (expect === undefined) continue;
    const seen = observation.steps[step] ?? [];
    const match = matchEvents(expect, seen, numbers, { constants, holds: () => false });
    if (!match.ok) {
      const [due, was] = [expect[match.agree], seen[match.agree]];
      const words = [due, was].map((event) => (event === undefined ? 'nothing more' : describeEvent(event)));
      return { step, difference: `expected ${words[0]}, but saw ${words[1]}` };
    }
    ({ numbers } = match);
  }
  return undefined;
}

/** True for a scenario that says of some step what shall be seen. */
export function expectsSomething(scenario: Scenario): boolean {
  return scenario.steps.some(({ expect }) => expect !== undefined);
}
