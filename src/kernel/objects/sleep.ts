/**
 * Sleeping in a call: the call keeps the open file description that it was made on, whatever becomes of the descriptor.
 * From fs/file.c (fdget, fdput): another thread that closes the descriptor does not take it from the sleeper. So it keeps
 * its process group (kernel/exit.c, kernel_wait4): that it is moved to another one meanwhile changes nothing.
 */
import type { Draft } from '../draft.js';
import type { BlockedCall, TaskId } from '../world.js';
import { dropFile, holdFile } from './open-file.js';

/** The task sleeps in a call, for the first time or once more. */
export function fallAsleep(draft: Draft, id: TaskId, blocked: BlockedCall): void {
  const { blocked: former, process } = draft.task(id);
  const group = former?.group ?? draft.process(process).group;
  if (blocked.held !== undefined) holdFile(draft, blocked.held.file);
  draft.setBlocked(id, { ...blocked, group });
  if (former?.held !== undefined) dropFile(draft, former.held.file);
}

/** The task does not sleep any more: what its call held is let go. */
export function wakeUp(draft: Draft, id: TaskId): void {
  const held = draft.task(id).blocked?.held;
  draft.setBlocked(id, undefined);
  if (held !== undefined) dropFile(draft, held.file);
}
