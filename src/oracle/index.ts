/**
 * oracle: from a scenario and what was observed of it to a verdict. It carries every world still possible.
 * It must not see a target (so it cannot be lenient with a friend), and it is pure.
 * It does not fail: what cannot be judged is `inconclusive`, with the reason.
 * Start with verdict.ts, then judge.ts.
 */
export * from './describe.js';
export * from './formats.js';
export * from './expectation.js';
export { renderProc } from './render-proc.js';
export { createJudge, type Judge } from './judge.js';
export { refusedWith } from './diverge.js';
export * from './verdict.js';
