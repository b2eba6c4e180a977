/**
 * Leaving an address space, by ending or by a new image: the word that clear_child_tid names becomes zero.
 * From kernel/fork.c (mm_release): only where others still use the memory.
 */
import type { Draft } from '../draft.js';
import type { TaskId } from '../world.js';
import { memoryOf, releaseMemory, writeCellWord } from './memory.js';

/** The task leaves its memory; whoever made it with vfork goes on. */
export function leaveMemory(draft: Draft, id: TaskId): void {
  const { memory, clearTid } = draft.task(id);
  if (clearTid !== undefined && memoryOf(draft, memory).refs > 1) writeCellWord(draft, id, clearTid, 0n);
  releaseMemory(draft, memory);
  draft.setTask(id, { clearTid: undefined, vforked: false });
}
