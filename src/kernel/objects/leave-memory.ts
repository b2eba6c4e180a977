/**
 * Leaving an address space, by ending or by a new image: robust futexes are marked, clear_child_tid's word cleared.
 * From kernel/fork.c (mm_release) and kernel/futex/core.c (exit_robust_list, handle_futex_death).
 */
import type { Draft } from '../draft.js';
import type { Cell, TaskId } from '../world.js';
import { futexKey, wakeQueue } from './futex.js';
import { memoryOf, readCell, releaseMemory, writeCellWord } from './memory.js';
import { numberOf } from './pid.js';

/** The lock word of the agent's robust list. */
const ROBUST_LOCK: Cell = { place: 'private', index: 15 };
const FUTEX_WAITERS = 0x8000_0000n;
const FUTEX_OWNER_DIED = 0x4000_0000n;
const FUTEX_TID_MASK = 0x3fff_ffffn;
const ANY_BIT = 0xffff_ffffn;

/** The task leaves its memory; whoever made it with vfork goes on. */
export function leaveMemory(draft: Draft, id: TaskId): void {
  const { memory, robust } = draft.task(id);
  if (robust?.place === 'robust') giveUpLock(draft, id);
  clearChildTid(draft, id);
  releaseMemory(draft, memory);
  draft.setTask(id, { clearTid: undefined, robust: undefined, vforked: false });
}

/** A lock whose owner this is gets the mark of a dead owner, and one who waits for it is woken. */
function giveUpLock(draft: Draft, id: TaskId): void {
  const word = readCell(draft, id, ROBUST_LOCK);
  const { pid, process } = draft.task(id);
  if ((word & FUTEX_TID_MASK) !== numberOf(draft, pid, process)) return;
  writeCellWord(draft, id, ROBUST_LOCK, (word & FUTEX_WAITERS) | FUTEX_OWNER_DIED);
  if ((word & FUTEX_WAITERS) !== 0n) wakeOne(draft, id, ROBUST_LOCK);
}

/** Only where others still use the memory. The word is four bytes wide. */
function clearChildTid(draft: Draft, id: TaskId): void {
  const { memory, clearTid } = draft.task(id);
  if (clearTid === undefined || memoryOf(draft, memory).refs === 1) return;
  writeCellWord(draft, id, clearTid, 0n);
  wakeOne(draft, id, clearTid);
}

function wakeOne(draft: Draft, id: TaskId, cell: Cell): void {
  wakeQueue(draft, futexKey(draft, id, cell, false), 1, ANY_BIT);
}
