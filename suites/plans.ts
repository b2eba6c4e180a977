/** The suites that have a folder of their own. */
import { CLOEXEC } from './cloexec/index.js';
import { EINTR } from './eintr/index.js';
import { JOBS } from './jobs/index.js';
import { PID_REUSE } from './pid-reuse/index.js';
import type { Plan } from './plan.js';
import { THREADS } from './threads/index.js';

export type { Basis, ModelStep, Plan, Profile } from './plan.js';
export { suiteOf } from './suite-of-plan.js';
export { type Matrix, type MatrixRow, scenariosOf } from './matrix.js';

export const PLANS: readonly Plan[] = [EINTR, PID_REUSE, THREADS, CLOEXEC, JOBS];
