import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import type { Cell, FutexWaitId, TaskId } from '../world.js';
import { futexKey, joinQueue, moveQueue, wakeQueue } from './futex.js';
import { createTask, forked } from './task.js';

const ANY = 0xffff_ffffn;
const OWN: Cell = { place: 'private', index: 3 };
const COMMON: Cell = { place: 'shared', index: 3 };
const CALL = { name: 'nap', args: [], named: {} };

/** Three processes, none of which sleeps yet. */
function begin(): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  for (const id of ['B', 'C']) createTask(draft, 'A', forked(id));
  return draft;
}

function sleepOn(draft: Draft, id: TaskId, key: string, bitset = ANY): FutexWaitId {
  const wait = joinQueue(draft, id, key, bitset);
  draft.setBlocked(id, { call: CALL, kept: { wait: BigInt(wait) }, deep: false, entered: true });
  return wait;
}

describe('the word of a futex', () => {
  test('is one for all where memory is shared, each one’s own where it is not', () => {
    const draft = begin();
    const of = (id: TaskId, cell: Cell, own = false): string => futexKey(draft, id, cell, own);
    expect(of('A', COMMON)).toBe(of('B', COMMON));
    expect(of('A', OWN)).not.toBe(of('B', OWN));
    expect(of('A', COMMON, true)).not.toBe(of('B', COMMON, true));
    expect(of('A', OWN, true)).not.toBe(of('A', OWN));
  });
});

describe('a queue of sleepers', () => {
  test('is woken from the oldest on, by its bits, and one even where none is asked for', () => {
    const draft = begin();
    const [first, second, third] = [1n, 2n, 1n].map((bits, at) => sleepOn(draft, 'ABC'[at]!, 'word', bits));
    expect(wakeQueue(draft, 'word', 1, 3n)).toBe(1);
    expect(draft.futexWaits.has(first!)).toBe(false);
    expect(wakeQueue(draft, 'word', 0, 1n)).toBe(1);
    expect([draft.futexWaits.has(second!), draft.futexWaits.has(third!)]).toEqual([true, false]);
  });

  test('has nobody who sleeps no more', () => {
    const draft = begin();
    sleepOn(draft, 'A', 'word');
    draft.setBlocked('A', undefined);
    expect(wakeQueue(draft, 'word', 9, ANY)).toBe(0);
  });

  test('is moved behind those that sleep on the other word', () => {
    const draft = begin();
    sleepOn(draft, 'A', 'from');
    const moved = sleepOn(draft, 'B', 'from');
    const there = sleepOn(draft, 'C', 'to');
    expect(moveQueue(draft, 'from', 'to', 1, 5)).toBe(2);
    expect(wakeQueue(draft, 'to', 1, ANY)).toBe(1);
    expect([draft.futexWaits.has(there), draft.futexWaits.row(moved).key]).toEqual([false, 'to']);
  });
});
