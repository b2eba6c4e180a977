/**
 * laws: promises that no single call owns, checked by what was asked and what was seen. One list a noun.
 * A law must not know the kernel model, a target, or the spec: scenario and observation are all it gets.
 * It does not fail: where it cannot be sure, it is silent; what it says is a breach, never a guess.
 * Start with law.ts, then account/account.ts (what an outsider can be sure of), then descriptor.ts.
 */
import { DESCRIPTOR_LAWS } from './descriptor.js';
import { EXEC_LAWS } from './exec.js';
import { FORK_LAWS } from './fork.js';
import type { LawChecker } from './law.js';
import { NAMESPACE_LAWS } from './namespace.js';
import { PIPE_LAWS } from './pipe.js';
import { PROC_FILE_LAWS } from './proc-file.js';
import { PROCESS_LAWS } from './process.js';
import { QUEUE_LAWS } from './queue.js';
import { RESTART_LAWS } from './restart.js';
import { SIGNAL_LAWS } from './signal.js';
import { STOP_LAWS } from './stop.js';
import { THREAD_LAWS } from './thread.js';

export type { Breach, LawChecker } from './law.js';

/** Every law of spec/laws. */
export const LAWS: readonly LawChecker[] = [
  ...DESCRIPTOR_LAWS,
  ...PIPE_LAWS,
  ...PROCESS_LAWS,
  ...FORK_LAWS,
  ...EXEC_LAWS,
  ...SIGNAL_LAWS,
  ...RESTART_LAWS,
  ...STOP_LAWS,
  ...THREAD_LAWS,
  ...PROC_FILE_LAWS,
  ...NAMESPACE_LAWS,
  ...QUEUE_LAWS,
];
