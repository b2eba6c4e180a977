/**
 * saboteurs: reference kernels with one planted fault each, declared as data: what is wrong and what must notice.
 * A saboteur must not have a second fault, and its fault must be one that a real kernel could have.
 * A saboteur that nobody catches fails the suite: the trial, a clause or a law has become blind.
 * Start with saboteur.ts (what one is), then answers.ts (a wrong text) and descriptors.ts (a wrong word).
 */
import { ANSWERS } from './answers.js';
import { DESCRIPTORS } from './descriptors.js';
import { MARKS } from './marks.js';
import { PROC_FILES } from './proc-files.js';
import { NAMESPACES } from './namespaces.js';
import { PROCESSES } from './processes.js';
import type { Saboteur } from './saboteur.js';
import { SIGNALS } from './signals.js';
import { STOPS } from './stops.js';
import { THREADS } from './threads.js';
import { TIMERS } from './timers.js';
import { WAITS } from './waits.js';

export { LOOKS } from './looks.js';
export type { Saboteur } from './saboteur.js';

/** Every saboteur. */
export const SABOTEURS: readonly Saboteur[] = [
  ...ANSWERS,
  ...WAITS,
  ...DESCRIPTORS,
  ...MARKS,
  ...PROCESSES,
  ...STOPS,
  ...TIMERS,
  ...THREADS,
  ...PROC_FILES,
  ...NAMESPACES,
  ...SIGNALS,
];
