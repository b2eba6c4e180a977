/** Laws as the trial uses them: a checker looks at one observation and never at a model. */
import type { ClauseId } from '../abi/index.js';
import type { Observation, Scenario } from '../scenario/index.js';

/** What breaks a law: the first step that does, and why, in one sentence. */
export interface LawViolation {
  readonly step: number;
  readonly why: string;
}

/** The check of one law of spec/laws, by its id. Pure; says nothing where the law does not apply. */
export interface LawChecker {
  readonly id: ClauseId;
  check(scenario: Scenario, observation: Observation): LawViolation | undefined;
}
