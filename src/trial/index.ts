/**
 * trial: the loop: generate, run, judge, confirm, shrink, group. The only room that sees target and oracle.
 * It must not print, exit or read the environment, nor look into a world: it tells what happens as events.
 * It fails by how a trial `ended`: interrupted, or the target could not go on; what was found until then stays.
 * Start with trial.ts, then investigate.ts.
 */
export { CALLERS, callerOf, type Caller } from './caller.js';
export { aimedCandidate, generatedCandidates, type Candidate, type ScenarioSource } from './candidate.js';
export * from './event.js';
export { SURVIVES, type Examined, type Failure, type FailureKind } from './failure.js';
export * from './law.js';
export * from './result.js';
export * from './suite.js';
export { mindful } from './mindful.js';
export { createProbe } from './probe.js';
export { runTrial, type Thrift, type TrialRequest } from './trial.js';
export { fingerprintOf } from './docket.js';
