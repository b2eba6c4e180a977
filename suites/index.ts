/**
 * suites: properties of kernels: laws, saboteurs, and the suite that puts any target on trial in jest.
 * They must not know the kernel model (saboteurs excepted, which are broken ones): a law cannot restate it.
 * They fail as tests do; a target that is not available is a skipped test that says why.
 * Start with README.md (for people who bring their own kernel), then describe-suite.ts and laws/.
 */
export { describeSuite, type SuiteOptions } from './describe-suite.js';
export { LAWS } from './laws/index.js';
