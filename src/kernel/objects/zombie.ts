/**
 * Zombies: processes that have ended, until their parent has waited for them.
 * From kernel/exit.c (exit_notify, release_task) and kernel/signal.c (do_notify_parent).
 */
import type { Draft } from '../draft.js';
import { INIT, type ProcessId } from '../world.js';
import { SA } from './action-flags.js';
import { dispositionOf } from './disposition.js';
import { freePid } from './pid.js';
import { childEnded } from './siginfo.js';
import { sendToProcess } from './signal.js';
import { SIGCHLD } from './signal-set.js';

/** Takes a zombie out of the world: its parent has waited for it, or never will. */
export function reap(draft: Draft, id: ProcessId): void {
  const { parent } = draft.process(id);
  if (parent !== INIT) {
    draft.setProcess(parent, { children: draft.process(parent).children.filter((child) => child !== id) });
  }
  remove(draft, id);
}

/** Tells a zombie's parent that it has ended; where nobody wants to know, it is reaped at once. */
export function notifyParent(draft: Draft, id: ProcessId): void {
  const { parent: parentId } = draft.process(id);
  const parent = draft.processes.get(parentId);
  if (parentId === INIT || parent === undefined) {
    remove(draft, id);
    return;
  }
  const { exitSignal, exit, parentTask } = draft.process(id);
  const [first] = parent.tasks;
  // A parent that is ending itself hears nothing: init will reap the child.
  if (first === undefined || exit === undefined) return;
  const { action, flags } = dispositionOf(draft, draft.task(first), SIGCHLD);
  const unwanted = exitSignal === SIGCHLD && (action === 'ignore' || (flags & SA.NOCLDWAIT) !== 0n);
  if (exitSignal !== 0 && !(exitSignal === SIGCHLD && action === 'ignore')) {
    sendToProcess(draft, parentId, exitSignal, childEnded(draft, id, exit), parentTask);
  }
  if (unwanted) reap(draft, id);
}

/** Nothing is left of a zombie: its numbers are free, but for what others still use. */
function remove(draft: Draft, id: ProcessId): void {
  const { leader, group, session } = draft.process(id);
  draft.processes.delete(id);
  draft.zombies.delete(leader);
  draft.departed = draft.departed.add(leader);
  for (const pid of [id, id, group, session]) freePid(draft, pid);
}
