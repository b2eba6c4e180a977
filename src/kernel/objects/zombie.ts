/**
 * Zombies: processes that have ended, until their parent has waited for them.
 * From kernel/exit.c (exit_notify, release_task) and kernel/signal.c (do_notify_parent).
 */
import { SIGRTMAX } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import { INIT, type ExitStatus, type Process, type ProcessId } from '../world.js';
import { SA } from './action-flags.js';
import { childInfo } from './child-info.js';
import { noteNews } from './children.js';
import { dispositionOf, releaseHandlers } from './disposition.js';
import { freePid } from './pid.js';
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
  const ended = draft.process(id);
  const parent = draft.processes.get(ended.parent);
  if (ended.parent === INIT || parent === undefined) {
    remove(draft, id);
    return;
  }
  const { exit, parentTask: told } = ended;
  // A parent that is ending itself hears nothing: whoever adopts the child will.
  if (told === undefined || exit === undefined || !draft.tasks.has(told)) return;
  const exitSignal = ended.parentImages === parent.images ? ended.exitSignal : SIGCHLD;
  const { action, flags } = dispositionOf(draft, draft.task(told), SIGCHLD);
  const unwanted = exitSignal === SIGCHLD && (action === 'ignore' || (flags & SA.NOCLDWAIT) !== 0n);
  if (isSignal(exitSignal) && !(exitSignal === SIGCHLD && action === 'ignore')) {
    sendToProcess(
      draft,
      parent.id,
      exitSignal,
      childInfo(draft, ended, signalled(draft, ended, exit), exitSignal),
      told,
    );
  }
  noteNews(draft, ended);
  if (unwanted) reap(draft, id);
}

/** The end that the signal tells: that of the process, or in older versions of its first thread, if that ended before. */
function signalled(draft: Draft, { remains }: Process, exit: ExitStatus): ExitStatus {
  const code = remains?.code;
  if (code === undefined || (exit.kind === 'exited' && exit.code === code)) return exit;
  const isOld = draft.has('signal-tells-first-thread');
  const isEither = draft.has('signal-tells-either') && draft.choose(2) === 0;
  return isOld || isEither ? { kind: 'exited', code } : exit;
}

/** clone takes any number for an exit signal: one that is no signal is none. */
function isSignal(number: number): boolean {
  return number >= 1 && number <= SIGRTMAX;
}

/** Nothing is left of a zombie: its numbers are free, but for what others still use. */
function remove(draft: Draft, id: ProcessId): void {
  const { leader, group, session, remains } = draft.process(id);
  if (remains !== undefined) releaseHandlers(draft, remains.handlers);
  draft.processes.delete(id);
  draft.zombies.delete(leader);
  draft.departed = draft.departed.add(leader);
  for (const pid of [id, id, group, session]) freePid(draft, pid);
}
