/** spec: the command `abide spec`, and what other commands take from it. */
export * from './check.js';
export * from './explain-clause.js';
export * from './model-examples.js';
export * from './run-example.js';
export * from './spec-command.js';
export * from './usable-spec.js';
