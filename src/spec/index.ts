/**
 * spec: the specification as checked data, loaded from spec/. The only door to YAML, JSON Schema and CEL.
 * It must not know how any word of the vocabulary is carried out, nor how a call reaches a kernel.
 * It fails with a list of `Problem`s, all at once, each with file, line, column and a suggestion.
 * Start with types.ts (what a spec is), then load-spec.ts; spec/README.md says how to read a rule.
 */
export * from './bodies.js';
export * from './c-library.js';
export * from './clause-applies.js';
export * from './compile-spec.js';
export * from './expectations/expectation.js';
export * from './expectations/print-expectations.js';
export * from './expectations/read-expectations.js';
export * from './expectations/version-range.js';
export * from './find-spec.js';
export * from './interruptions.js';
export * from './load-spec.js';
export * from './types.js';
export * from './vocabulary.js';
export { problemText } from './problems.js';
export { didYouMean } from './suggest.js';
export type { SpecText } from './yaml/source.js';
