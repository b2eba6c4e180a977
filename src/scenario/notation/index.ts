/**
 * notation: the text of scenarios, printed and parsed without loss.
 * It must not know which calls, signals or constants there are: it is syntax alone.
 * It fails with `NotationProblem`s, as many at once as there are lines that cannot be read.
 * Start with parse.ts and print.ts, which mirror each other.
 */
export * from './nearest.js';
export * from './parse.js';
export * from './print-event.js';
export { printAction, printCall, printScenario, printStep } from './print.js';
export { printResult, printValue } from './print-value.js';
export * from './problem.js';
export { quoteBytes } from './quote.js';
