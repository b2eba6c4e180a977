/**
 * scenario: what is asked of a kernel and what was answered, as plain data, and its one-line-a-call notation.
 * It must not know what any call means, nor that there are kernels, specs or targets: it is pure.
 * It fails with a `NotationProblem` (line, column, message, suggestion) for a text that is no scenario.
 * Start with scenario.ts (the data), then notation/ (its text).
 */
export * from './canonical.js';
export * from './notation/index.js';
export * from './scenario.js';
export * from './steps.js';
