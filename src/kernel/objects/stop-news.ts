/**
 * What a parent is told of a child that stops or goes on.
 * From kernel/signal.c: do_notify_parent_cldstop.
 */
import type { SignalInfo } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import { INIT, type ProcessId } from '../world.js';
import { SA } from './action-flags.js';
import { noteNews } from './children.js';
import { dispositionOf } from './disposition.js';
import { childChanged } from './siginfo.js';
import { sendToProcess } from './signal.js';
import { SIGCHLD } from './signal-set.js';
import { allStopped } from './stopping.js';

/** A thread has stopped; with the last one its parent is told. */
export function noteStopped(draft: Draft, id: ProcessId): void {
  const { stopped } = draft.process(id);
  if (stopped === undefined || !allStopped(draft, id)) return;
  draft.setProcess(id, { report: { kind: 'stopped', signal: stopped } });
  tellParent(draft, id, childChanged(draft, id, 'CLD_STOPPED', stopped));
}

/**
 * A thread runs again: the parent is told of the continuation, if nobody did that yet (SIGNAL_CLD_MASK).
 *
 * @returns true if a signal was sent.
 */
export function tellUntold(draft: Draft, id: ProcessId): boolean {
  const { untold } = draft.process(id);
  if (untold === undefined) return false;
  draft.setProcess(id, { untold: undefined });
  return tellParent(draft, id, untold);
}

function tellParent(draft: Draft, id: ProcessId, info: SignalInfo): boolean {
  const process = draft.process(id);
  const { parent, parentTask: told } = process;
  if (parent === INIT || told === undefined || !draft.tasks.has(told)) return false;
  noteNews(draft, process);
  const { action, flags } = dispositionOf(draft, draft.task(told), SIGCHLD);
  if (action === 'ignore' || (flags & SA.NOCLDSTOP) !== 0n) return false;
  sendToProcess(draft, parent, SIGCHLD, info, told);
  return true;
}
