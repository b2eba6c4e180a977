import { describe, expect, test } from '@jest/globals';
import { ModelBug } from '../model-bug.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { INIT } from '../world.js';
import {
  freePid,
  INIT_PID,
  numberNamed,
  numberOf,
  OUTSIDE,
  ownerOf,
  processOf,
  takeNumber,
  taskOf,
  usePid,
} from './pid.js';
import { createTask, forked } from './task.js';

function begin(): Draft {
  return new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
}

describe('a number', () => {
  test('is in use until the last that is called by it lets go', () => {
    const draft = begin();
    takeNumber(draft, 'B', INIT);
    usePid(draft, 'B');
    const number = numberOf(draft, 'B', 'A');
    freePid(draft, 'B');
    expect(ownerOf(draft, number, 'A')).toBe('B');
    expect(() => takeNumber(draft, 'C', INIT, { space: INIT, number: 'B' })).toThrow(ModelBug);
    freePid(draft, 'B');
    expect(ownerOf(draft, number, 'A')).toBeUndefined();
  });

  test('means whoever has it now, and is still told of who had it', () => {
    const draft = begin();
    takeNumber(draft, 'B', INIT);
    const number = numberOf(draft, 'B', 'A');
    freePid(draft, 'B');
    takeNumber(draft, 'C', INIT, { space: INIT, number: 'B' });
    expect([numberOf(draft, 'C', 'A'), ownerOf(draft, number, 'A')]).toEqual([number, 'C']);
    freePid(draft, 'C');
    expect(numberOf(draft, 'C', 'A')).toBe(number);
  });

  test('1 is init’s for ever; negative ones and plain integers are nobody’s', () => {
    const draft = begin();
    freePid(draft, INIT);
    expect(ownerOf(draft, INIT_PID, 'A')).toBe(INIT);
    expect([0n, 77n, -numberOf(draft, 'A', 'A')].map((one) => ownerOf(draft, one, 'A'))).toEqual(
      Array(3).fill(undefined),
    );
  });

  test('is another in each namespace: 1 of its init, none of whoever is outside', () => {
    const draft = begin();
    createTask(draft, 'A', { ...forked('B'), newSpace: true });
    createTask(draft, 'B', forked('C'));
    const [seenByA, seenByB] = ['A', 'B'].map((viewer) =>
      ['A', 'B', 'C'].map((id) => numberOf(draft, id, viewer)),
    );
    expect(seenByB?.slice(0, 2)).toEqual([OUTSIDE, INIT_PID]);
    expect(seenByB?.[2]).not.toBe(seenByA?.[2]);
    expect(seenByA?.map((number) => ownerOf(draft, number, 'A'))).toEqual(['A', 'B', 'C']);
    expect(seenByA?.map((number) => ownerOf(draft, number, 'C'))).toEqual(Array(3).fill(undefined));
    expect(seenByB?.map((number) => ownerOf(draft, number, 'C'))).toEqual([undefined, 'B', 'C']);
    expect(ownerOf(draft, numberNamed(draft, 'A', false, 'C'), 'C')).toBeUndefined();
  });

  test('leads to a thread and to its process', () => {
    const draft = begin();
    const shares = { table: true, handlers: true, memory: true, fs: true, undo: true };
    createTask(draft, 'A', { ...forked('B'), shares, thread: true });
    expect([taskOf(draft, 'B'), processOf(draft, 'B')]).toEqual(['B', 'A']);
    expect([taskOf(draft, 'A'), processOf(draft, 'A')]).toEqual(['A', 'A']);
    expect([taskOf(draft, 'C'), processOf(draft, 'C')]).toEqual([undefined, undefined]);
  });
});
