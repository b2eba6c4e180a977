/**
 * generator: scenarios, drawn as small integers and resolved against the model's state; and the directed ones.
 * It must not know a target or a verdict, nor a system call by name: it reads signatures, nouns and clauses.
 * It fails with the model's own ModelBug only: whatever is drawn is a valid scenario.
 * Start with generator.ts, then walk.ts (genes to steps) and choose-call.ts (nouns to arguments).
 */
export { type Basis, basisOf, type ModelStep, walksOf } from './basis.js';
export type { Directed, Passed } from './directed.js';
export { type ThemeName, weightsOf } from './emphasis.js';
export { forkOf, type Fork } from './forking.js';
export { type ParsedExample, type ParsedExamples, parseExamples } from './examples.js';
export * from './generator.js';
export type { Variation } from './variations.js';
