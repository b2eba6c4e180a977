/** What a law is to the trial: an id, and a look at one observation that gives its first breach or nothing. */
import type { Observation, Scenario } from '../../src/scenario/index.js';

/** The first step that breaks a law, and why, in one sentence. */
export interface Breach {
  readonly step: number;
  readonly why: string;
}

/**
 * The check of one law of spec/laws, under the same id. Pure. It sees what was asked and what was seen, never
 * a model, and says nothing where it cannot be sure: on real Linux it is never wrong.
 */
export interface LawChecker {
  readonly id: string;
  check(scenario: Scenario, observation: Observation): Breach | undefined;
}
