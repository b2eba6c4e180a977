/**
 * cli: arguments, environment, signals and exit status; ties the rooms together. Commands stand one a file.
 * It must not hold any knowledge of its own: what it says comes out of the rooms. Nobody else prints or exits.
 * It fails with an exit status: 2 and one clear line where something could not be done (`CannotDo`).
 * Start with main.ts, then program.ts.
 */
export * from './io.js';
