/**
 * Futexes: threads that sleep on a word of memory, oldest first, until somebody wakes them or moves them to another word.
 *
 * From kernel/futex. A word that is meant for one process (FUTEX_PRIVATE_FLAG) is another one than the same word
 * without the flag. A sleeper that was interrupted, stopped or killed is in no queue any more.
 */
import type { Draft } from '../draft.js';
import type { Cell, FutexWait, FutexWaitId, TaskId } from '../world.js';

/** The word of a cell, as the task means it: `own` where it says that it is its process's alone. */
export function futexKey(draft: Draft, task: TaskId, { place, index }: Cell, own: boolean): string {
  const { memory } = draft.task(task);
  if (own) return `own ${memory} ${place} ${index}`;
  return place === 'shared' ? `shared ${index}` : `${memory} ${index}`;
}

/** The task joins the end of a word's queue. */
export function joinQueue(draft: Draft, task: TaskId, key: string, bitset: bigint): FutexWaitId {
  const id = draft.freshId();
  draft.futexWaits.set(id, { task, key, bitset, order: id });
  return id;
}

/** Wakes sleepers of a word whose bits meet `bitset`; gives how many. Asked for none, Linux wakes one. */
export function wakeQueue(draft: Draft, key: string, wanted: number, bitset: bigint): number {
  const chosen = queueOf(draft, key)
    .filter(([, wait]) => (wait.bitset & bitset) !== 0n)
    .slice(0, Math.max(wanted, 1));
  for (const [id] of chosen) draft.futexWaits.delete(id);
  return chosen.length;
}

/** Wakes up to `wake` sleepers of one word, and moves up to `move` others to another; gives how many of both. */
export function moveQueue(draft: Draft, from: string, to: string, wake: number, move: number): number {
  const queue = queueOf(draft, from).slice(0, wake + move);
  for (const [id] of queue.slice(0, wake)) draft.futexWaits.delete(id);
  if (from !== to) {
    for (const [id, wait] of queue.slice(wake)) {
      draft.futexWaits.set(id, { ...wait, key: to, order: draft.freshId() });
    }
  }
  return queue.length;
}

/** Whoever sleeps on a word, in the order in which they are woken. */
function queueOf(draft: Draft, key: string): [FutexWaitId, FutexWait][] {
  return draft.futexWaits
    .entries()
    .filter(
      ([id, wait]) => wait.key === key && draft.tasks.get(wait.task)?.blocked?.kept['wait'] === BigInt(id),
    )
    .sort(([, a], [, b]) => a.order - b.order);
}
