/**
 * Memory that a scenario can name: 8-byte words, private to an address space or shared by all actors.
 * fork copies the private ones, threads share them, a new image begins with zeros.
 */
import { Map as ImmutableMap } from 'immutable';
import type { Draft } from '../draft.js';
import type { Cell, Memory, MemoryId, TaskId } from '../world.js';
import { copyRow, releaseRow, shareRow } from './refcount.js';

/** The words that all actors share. */
export const SHARED_MEMORY: MemoryId = 0;
const WORD_BITS = 64;

/** A new address space of one task, all words zero. */
export function newMemory(draft: Draft): MemoryId {
  const id = draft.freshId();
  draft.memories.set(id, { refs: 1, cells: ImmutableMap(), barriers: 0n, dumpable: 1 });
  return id;
}

/** What fork does: an address space of its own with the same words. */
export function copyMemory(draft: Draft, id: MemoryId): MemoryId {
  return copyRow(draft, draft.memories, id);
}

/** One more task uses the address space (CLONE_VM). */
export function shareMemory(draft: Draft, id: MemoryId): MemoryId {
  return shareRow(draft.memories, id);
}

/** One task less uses it; the last one takes it away. */
export function releaseMemory(draft: Draft, id: MemoryId): void {
  releaseRow(draft.memories, id);
}

/** What a task finds in a word. */
export function readCell(draft: Draft, task: TaskId, cell: Cell): bigint {
  return memoryOf(draft, placeOf(draft, task, cell)).cells.get(cell.index) ?? 0n;
}

/** Puts a word into memory, as the task sees it. */
export function writeCell(draft: Draft, task: TaskId, { place, index }: Cell, value: bigint): void {
  const id = placeOf(draft, task, { place, index });
  const memory = memoryOf(draft, id);
  const word = BigInt.asIntN(WORD_BITS, value);
  draft.memories.set(id, {
    ...memory,
    cells: word === 0n ? memory.cells.delete(index) : memory.cells.set(index, word),
  });
}

/** Puts four bytes into memory, as the task sees it, and leaves the four behind them. */
export function writeCellWord(draft: Draft, task: TaskId, cell: Cell, value: bigint): void {
  const before = readCell(draft, task, cell);
  writeCell(draft, task, cell, ((before >> 32n) << 32n) | BigInt.asUintN(32, value));
}

/** The address space in which a cell of that place lies for the task. */
export function placeOf(draft: Draft, task: TaskId, { place }: Pick<Cell, 'place' | 'index'>): MemoryId {
  return place === 'shared' ? SHARED_MEMORY : draft.task(task).memory;
}

/** The address space called `id`. Throws ModelBug where there is none. */
export function memoryOf(draft: Draft, id: MemoryId): Memory {
  return draft.memories.row(id);
}
