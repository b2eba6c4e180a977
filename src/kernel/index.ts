/**
 * kernel: the reference kernel: objects, and a pure step from a world and a call to everything Linux may do.
 * It must not know a system call by name: what calls do is read from spec/. No I/O, no clock, no randomness.
 * It fails with `ModelBug` only: an errno is an outcome.
 * Start with kernel.ts, then world.ts, then objects/.
 */
export * from './kernel.js';
export { createKernel, type KernelOptions } from './create.js';
export * from './survey.js';
export type { World } from './world.js';
