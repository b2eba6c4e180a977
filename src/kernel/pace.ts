/** Who can go on: every task that does not rest, and whether the order of its turn and of others' can matter. */
import { dispositionOf } from './objects/disposition.js';
import { nextSignal } from './objects/signal-queue.js';
import { SIGKILL } from './objects/signal-set.js';
import type { Rules } from './run.js';
import { canGoOn } from './sleepers.js';
import type { BlockedCall, PendingSignal, Task, WayBack } from './world.js';

/** How a task can go on: not at all, disturbing nobody, or in an order with others that matters. */
export type Pace = 'rest' | 'quiet' | 'loud';

/** How a task can go on now. */
export function paceOf(rules: Rules, task: Task): Pace {
  const { draft } = rules.context;
  const signal = nextSignal(draft, task);
  const stopping = draft.process(task.process).stopped !== undefined && signal?.signal !== SIGKILL;
  if (draft.halfway.has(task.id)) return 'loud';
  if (task.stopped !== undefined) return stopping ? 'rest' : resumes(task.stopped.way, signal);
  if (task.blocked !== undefined) return wakes(rules, task, task.blocked, signal, stopping) ? 'loud' : 'rest';
  if (stopping) return 'quiet';
  if (signal === undefined) return 'rest';
  const { action } = dispositionOf(draft, task, signal.signal);
  return action === 'handler' && !isNews(signal) ? 'quiet' : 'loud';
}

/** It tells of a child: what happens to another one before it is taken is not told any more. */
function isNews({ info }: PendingSignal): boolean {
  return info.code.startsWith('CLD_');
}

/** A sleeper goes on when its condition holds, when a signal or a stop interrupts it, or when it is killed. */
function wakes(
  rules: Rules,
  task: Task,
  blocked: BlockedCall,
  signal: PendingSignal | undefined,
  stopping: boolean,
): boolean {
  if (canGoOn(rules, task.id, blocked)) return true;
  if (blocked.deep) return signal?.signal === SIGKILL;
  return stopping || signal !== undefined || task.disturbed === true;
}

/** A stopped thread goes on: alone in user mode it disturbs nobody. */
function resumes({ kind }: WayBack, signal: PendingSignal | undefined): Pace {
  return signal === undefined && kind !== 'again' && kind !== 'cut' ? 'quiet' : 'loud';
}
