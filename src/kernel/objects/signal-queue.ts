/** The queues of pending signals: a thread's own and its process's (kernel/signal.c: next_signal, dequeue_signal). */
import type { Draft } from '../draft.js';
import type { PendingSignal, ProcessId, Task, TaskId, World } from '../world.js';
import { bit, SIGKILL, SYNCHRONOUS, UNBLOCKABLE } from './signal-set.js';
import { isVoid, noteTaken, setAside } from './timer-signals.js';

/**
 * The signal that the task would take next, or nothing. SIGKILL comes before everything, its own before its
 * process's; of those, one that another thread was woken for is not noticed.
 */
export function nextSignal(draft: Draft, task: Task): PendingSignal | undefined {
  const { pending, doom } = draft.process(task.process);
  if (doom !== undefined) return END;
  const own = pending.find(isKill) ?? nextOf(task.pending, task.mask);
  if (own !== undefined) return own;
  const noticed = pending.some(
    ({ signal, taker }) =>
      (taker === undefined || taker === task.id) && (bit(signal) & task.mask & ~UNBLOCKABLE) === 0n,
  );
  return noticed ? nextOf(pending, task.mask) : undefined;
}

/** What every thread of a process meets that is about to end. */
const END: PendingSignal = { signal: SIGKILL, info: { code: 'SI_KERNEL' } };

/** Takes the next signal that is not in `mask` out of its queue, and throws away the void ones before it. */
export function dequeue(draft: Draft, id: TaskId, mask = draft.task(id).mask): PendingSignal | undefined {
  for (;;) {
    const taken = takeOut(draft, draft.task(id), mask);
    if (taken === undefined) return undefined;
    const { process } = draft.task(id);
    if (isVoid(draft, process, taken.one)) continue;
    noteTaken(draft, process, taken.one, taken.shared);
    return taken.one;
  }
}

function takeOut(
  draft: Draft,
  task: Task,
  mask: bigint,
): { readonly one: PendingSignal; readonly shared: boolean } | undefined {
  const { pending, doom } = draft.process(task.process);
  if (doom !== undefined) return { one: END, shared: true };
  const kill = pending.find(isKill);
  const own = kill === undefined ? nextOf(task.pending, mask) : undefined;
  if (own !== undefined) {
    draft.setTask(task.id, { pending: task.pending.filter((one) => one !== own) });
    return { one: own, shared: false };
  }
  const one = kill ?? nextOf(pending, mask);
  if (one === undefined) return undefined;
  draft.setProcess(task.process, { pending: pending.filter((other) => other !== one) });
  return { one, shared: true };
}

/** The set of signals in a queue. */
export function setOf(pending: readonly PendingSignal[]): bigint {
  return pending.reduce((mask, one) => mask | bit(one.signal), 0n);
}

/** True where some queue of the world holds that signal. */
export function isPendingIn({ tasks, processes }: World, signal: number | undefined): boolean {
  const holds = ({ pending }: Pick<Task, 'pending'>): boolean => pending.some((one) => one.signal === signal);
  return tasks.some(holds) || processes.some(holds);
}

/** Removes signals from every queue of a process. */
export function forget(draft: Draft, id: ProcessId, mask: bigint): void {
  const keep = (one: PendingSignal): boolean => (bit(one.signal) & mask) === 0n;
  const { pending, tasks } = draft.process(id);
  if (!pending.every(keep)) draft.setProcess(id, { pending: pending.filter(keep) });
  const thrown = pending.filter((one) => !keep(one));
  for (const task of tasks) {
    const own = draft.task(task).pending;
    if (!own.every(keep)) draft.setTask(task, { pending: own.filter(keep) });
    thrown.push(...own.filter((one) => !keep(one)));
  }
  setAside(draft, id, thrown);
}

/** Nothing comes before it, whatever its number (get_signal looks for a group exit first). */
function isKill({ signal }: PendingSignal): boolean {
  return signal === SIGKILL;
}

/** The one that is taken first of those that `mask` does not hold back. */
export function nextOf(pending: readonly PendingSignal[], mask: bigint): PendingSignal | undefined {
  if (pending.length === 0) return undefined;
  const open = pending.filter((one) => (bit(one.signal) & mask) === 0n);
  const kill = open.find(isKill);
  if (kill !== undefined) return kill;
  const urgent = open.filter((one) => (bit(one.signal) & SYNCHRONOUS) !== 0n);
  const [first, ...rest] = urgent.length > 0 ? urgent : open;
  return rest.reduce((least, one) => (least !== undefined && one.signal < least.signal ? one : least), first);
}
