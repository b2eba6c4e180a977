/**
 * The way back to user mode: signals are delivered here, and here alone a cut call is restarted or ends in EINTR.
 *
 * From kernel/signal.c (get_signal) and arch/x86/kernel/signal.c (handle_signal): every deliverable signal gets
 * its frame before the first handler runs, so handlers run in the reverse order; the first handler's SA_RESTART
 * alone decides about the cut call; leaving a handler restores the mask and may deliver more.
 */
import type { Context } from './context.js';
import type { Draft } from './draft.js';
import { SA } from './objects/action-flags.js';
import { usesAltStack } from './objects/alt-stack.js';
import { isImmune } from './objects/sender.js';
import { dispositionOf, replaceDisposition } from './objects/disposition.js';
import { statusSignal } from './objects/child-info.js';
import { endProcess } from './objects/process.js';
import { dequeue, nextSignal } from './objects/signal-queue.js';
import { bit, defaultAction, SIGKILL, SIGSTOP, UNBLOCKABLE } from './objects/signal-set.js';
import { isOrphaned } from './objects/orphans.js';
import { noteStopped } from './objects/stop-news.js';
import { stopProcess } from './objects/stopping.js';
import { changeMask } from './objects/taker.js';
import type {
  Answer,
  BlockedCall,
  Disposition,
  Frame,
  PendingSignal,
  ProcessId,
  Restart,
  TaskId,
  WayBack,
} from './world.js';

type Ending = 'ended' | 'stopped' | 'again' | 'user';

/** What comes of a way back: the task runs user code, is stopped, is gone, or makes its call again. */
export interface Arrival {
  readonly ending: Ending;
  readonly blocked?: BlockedCall;
}

/** Does a handler end a call of this class, given the handler's flags? (ERESTARTSYS and its kin.) */
const ENDS_WITH_HANDLER: Record<Restart, (flags: bigint) => boolean> = {
  sys: (flags) => (flags & SA.RESTART) === 0n,
  nohand: () => true,
  block: () => true,
  nointr: () => false,
  never: () => true,
};

/** Does the call end although no handler ran? */
const ENDS_WITHOUT_HANDLER: Record<Restart, boolean> = {
  sys: false,
  nohand: false,
  block: false,
  nointr: false,
  never: true,
};

const EINTR: Answer = { result: { kind: 'errno', errno: 'EINTR' }, outputs: [] };

/** Brings a task back to user mode, delivering what is pending. */
export function returnToUser(
  context: Context,
  id: TaskId,
  start: WayBack,
  begun: readonly Frame[] = [],
): Arrival {
  const { draft } = context;
  let way = start;
  const frames = [...begun];
  let notified = false;
  let moved = false;
  for (;;) {
    if (isStopping(draft, id)) return stopHere(draft, id, way, frames);
    if (isOvertaken(draft, id, moved)) return waitHere(draft, id, way, frames);
    moved = false;
    notified ||= nextSignal(draft, draft.task(id)) !== undefined;
    const signal = notified ? dequeue(draft, id) : undefined;
    if (signal !== undefined) {
      const fate = deliver(context, id, signal, frames);
      if (fate === 'ended') return { ending: 'ended' };
      if (fate === 'stopped') return stopHere(draft, id, way, frames);
      moved = fate === 'handler';
      if (moved) way = afterHandler(way, frames);
      continue;
    }
    if (way.kind === 'cut') {
      way = withoutHandler(way);
      if (restoreMask(draft, id)) continue;
    }
    const frame = frames.pop();
    if (frame === undefined) return arrive(draft, id, way);
    runHandler(draft, id, frame);
    moved = true;
  }
}

/**
 * True where another thread is faster now, behind a signal that was taken or a handler that ran. While a process ends
 * that may send one more signal this matters everywhere; else only where a signal is left that others can take.
 */
function isOvertaken(draft: Draft, id: TaskId, moved: boolean): boolean {
  if (!moved || draft.hurried === 'no') return false;
  const { process } = draft.task(id);
  if (draft.hurried === 'by signals' && !sharesSignals(draft, process)) return false;
  return draft.choose(2) === 1;
}

function sharesSignals(draft: Draft, id: ProcessId): boolean {
  const { pending, tasks } = draft.process(id);
  return pending.length > 0 && tasks.length > 1;
}

function waitHere(draft: Draft, id: TaskId, way: WayBack, frames: readonly Frame[]): Arrival {
  draft.halfway.set(id, { way, frames: [...frames] });
  draft.overtaken = id;
  return { ending: 'user' };
}

/** RLIMIT_CORE of 1 keeps every core back, but with 0 one may go through a pipe (core_pattern): either can be seen. */
function mayDump(draft: Draft): boolean {
  return draft.has('no-core') && draft.choose(2) === 1;
}

/** Takes one signal: what it does depends on its disposition. */
function deliver(
  context: Context,
  id: TaskId,
  one: PendingSignal,
  frames: Frame[],
): 'none' | 'handler' | 'ended' | 'stopped' {
  const { draft } = context;
  const task = draft.task(id);
  const { doom } = draft.process(task.process);
  if (doom !== undefined) {
    endProcess(context, task.process, { kind: 'killed', signal: doom, dumped: false });
    return 'ended';
  }
  const disposition = dispositionOf(draft, task, one.signal);
  if (disposition.action === 'ignore') return 'none';
  if (disposition.action === 'handler') {
    frames.push(enterHandler(draft, id, one, disposition, frames.at(-1)?.altstack === true));
    return 'handler';
  }
  // What nobody can refuse was sent by somebody who may, or it would not be here.
  if (isImmune(draft, task.process, one.signal, true)) return 'none';
  const action = defaultAction(one.signal);
  if (action === 'terminate' || action === 'core') {
    const dumped = action === 'core' && mayDump(draft);
    endProcess(context, task.process, { kind: 'killed', signal: one.signal, dumped });
    return 'ended';
  }
  if (action !== 'stop') return 'none';
  if (one.signal !== SIGSTOP && isOrphaned(draft, draft.process(task.process).group)) return 'none';
  stopProcess(draft, task.process, one.signal);
  return 'stopped';
}

/** Sets up a frame, above others that may lie on the alternate stack: the mask while the handler runs, and the one to return to. */
function enterHandler(
  draft: Draft,
  id: TaskId,
  one: PendingSignal,
  disposition: Disposition,
  onAltStack: boolean,
): Frame {
  const task = draft.task(id);
  const own = (disposition.flags & SA.NODEFER) === 0n ? bit(one.signal) : 0n;
  draft.setTask(id, { savedMask: undefined });
  changeMask(draft, id, (task.mask | disposition.mask | own) & ~UNBLOCKABLE);
  if ((disposition.flags & SA.RESETHAND) !== 0n) {
    replaceDisposition(draft, task, one.signal, { ...disposition, action: 'default' });
  }
  return {
    signal: one.signal,
    info: one.info,
    mask: task.savedMask ?? task.mask,
    flags: disposition.flags,
    altstack: onAltStack || usesAltStack(task, disposition.flags),
  };
}

/** The first frame above a cut call decides what becomes of the call. */
function afterHandler(way: WayBack, frames: readonly Frame[]): WayBack {
  if (way.kind !== 'cut') return way;
  const frame = frames[frames.length - 1];
  if (frame === undefined) return way;
  return ENDS_WITH_HANDLER[way.restart](frame.flags) ? endWithEintr(way) : again(way.blocked);
}

function withoutHandler(way: Extract<WayBack, { kind: 'cut' }>): WayBack {
  return ENDS_WITHOUT_HANDLER[way.restart] ? endWithEintr(way) : again(way.blocked);
}

/** The call begins anew: nothing is left of how far it came. */
function again({ call, spawns }: BlockedCall): WayBack {
  const begun = { call, kept: {}, deep: false, entered: false };
  return { kind: 'again', blocked: spawns === undefined ? begun : { ...begun, spawns } };
}

function endWithEintr(way: Extract<WayBack, { kind: 'cut' }>): WayBack {
  return { kind: 'returns', call: way.blocked.call, answer: EINTR };
}

function runHandler(draft: Draft, id: TaskId, frame: Frame): void {
  const { signal, info, altstack } = frame;
  const where = altstack ? { altstack } : {};
  draft.show({ kind: 'handler', actor: id, signal: statusSignal(signal), info, ...where });
  changeMask(draft, id, frame.mask);
}

/** Puts back the mask that a wait had replaced, when no handler did. True if there was one. */
function restoreMask(draft: Draft, id: TaskId): boolean {
  const { savedMask } = draft.task(id);
  if (savedMask === undefined) return false;
  draft.setTask(id, { savedMask: undefined });
  changeMask(draft, id, savedMask);
  return true;
}

/** Its process is stopped, by a signal that another thread took or by its own. */
function isStopping(draft: Draft, id: TaskId): boolean {
  const { stopped } = draft.process(draft.task(id).process);
  return stopped !== undefined && nextSignal(draft, draft.task(id))?.signal !== SIGKILL;
}

function stopHere(draft: Draft, id: TaskId, way: WayBack, frames: readonly Frame[]): Arrival {
  draft.setTask(id, { stopped: { way, frames } });
  draft.show({ kind: 'stopped', actor: id });
  noteStopped(draft, draft.task(id).process);
  return { ending: 'stopped' };
}

function arrive(draft: Draft, id: TaskId, way: WayBack): Arrival {
  if (way.kind === 'again') return { ending: 'again', blocked: way.blocked };
  if (way.kind === 'image') {
    draft.show({ kind: 'image', actor: id, argv: draft.process(draft.task(id).process).argv });
  }
  if (way.kind === 'returns') {
    const { result, outputs } = way.answer;
    draft.show({ kind: 'returned', actor: id, call: way.call.name, result, outputs });
  }
  return { ending: 'user' };
}
