/** What a law is to the trial: an id, and a look at one observation that gives its first breach or nothing. */
export type { LawChecker, LawViolation as Breach } from '../../src/trial/index.js';
