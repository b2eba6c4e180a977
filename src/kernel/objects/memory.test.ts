import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import type { Cell } from '../world.js';
import { copyMemory, newMemory, readCell, writeCell, writeCellWord } from './memory.js';
import { createTask, forked } from './task.js';

const OWN: Cell = { place: 'private', index: 1 };
const COMMON: Cell = { place: 'shared', index: 1 };
const shares = { table: true, handlers: true, memory: true, fs: true, undo: true };

function begin(): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  writeCell(draft, 'A', OWN, 5n);
  createTask(draft, 'A', forked('B'));
  createTask(draft, 'A', { ...forked('C'), shares, thread: true });
  return draft;
}

describe('words of memory', () => {
  test('are copied by a fork, and one and the same for threads', () => {
    const draft = begin();
    writeCell(draft, 'A', OWN, 6n);
    expect(['A', 'B', 'C'].map((id) => readCell(draft, id, OWN))).toEqual([6n, 5n, 6n]);
  });

  test('that are shared are one for all', () => {
    const draft = begin();
    writeCell(draft, 'B', COMMON, 7n);
    expect(['A', 'B', 'C'].map((id) => readCell(draft, id, COMMON))).toEqual([7n, 7n, 7n]);
    expect(readCell(draft, 'A', OWN)).toBe(5n);
  });

  test('are signed 64 bits wide, and zero is what is not kept', () => {
    const draft = begin();
    writeCell(draft, 'A', OWN, (1n << 64n) - 1n);
    expect(readCell(draft, 'A', OWN)).toBe(-1n);
    writeCell(draft, 'A', OWN, 0n);
    expect(draft.memories.row(draft.task('A').memory).cells.size).toBe(0);
  });

  test('keep their upper half where four bytes are written', () => {
    const draft = begin();
    writeCell(draft, 'A', OWN, 0x7_0000_0001n);
    writeCellWord(draft, 'A', OWN, -2n);
    expect(readCell(draft, 'A', OWN)).toBe(0x7_ffff_fffen);
  });

  test('are zero in a new address space', () => {
    const draft = begin();
    expect(draft.memories.row(newMemory(draft)).cells.size).toBe(0);
    expect(draft.memories.row(copyMemory(draft, draft.task('A').memory)).cells.get(1)).toBe(5n);
  });
});
