/**
 * program: a scenario as a stand-alone C program. It must not know any system call: spec/c says how each is written.
 * It fails with a reason in words where C has no words for a scenario. Start with export-program.ts.
 */
export { exportProgram, type Exported } from './export-program.js';
export type { Tale } from './tale.js';
