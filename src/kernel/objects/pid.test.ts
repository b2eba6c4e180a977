import { describe, expect, test } from '@jest/globals';
import { ModelBug } from '../model-bug.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { INIT } from '../world.js';
import { freePid, INIT_PID, numberOf, ownerOf, processOf, takeNumber, taskOf, usePid } from './pid.js';
import { createTask, forked } from './task.js';

function begin(): Draft {
  return new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
}

describe('a number', () => {
  test('is in use until the last that is called by it lets go', () => {
    const draft = begin();
    takeNumber(draft, 'B', 'B');
    usePid(draft, 'B');
    const number = numberOf(draft, 'B');
    freePid(draft, 'B');
    expect(ownerOf(draft, number)).toBe('B');
    expect(() => takeNumber(draft, 'C', 'B')).toThrow(ModelBug);
    freePid(draft, 'B');
    expect(ownerOf(draft, number)).toBeUndefined();
  });

  test('means whoever has it now, and is still told of who had it', () => {
    const draft = begin();
    takeNumber(draft, 'B', 'B');
    const number = numberOf(draft, 'B');
    freePid(draft, 'B');
    takeNumber(draft, 'C', 'B');
    expect([numberOf(draft, 'C'), ownerOf(draft, number)]).toEqual([number, 'C']);
    freePid(draft, 'C');
    expect(numberOf(draft, 'C')).toBe(number);
  });

  test('1 is init’s for ever; negative ones and plain integers are nobody’s', () => {
    const draft = begin();
    freePid(draft, INIT);
    expect(ownerOf(draft, INIT_PID)).toBe(INIT);
    expect([0n, 77n, -numberOf(draft, 'A')].map((one) => ownerOf(draft, one))).toEqual(
      Array(3).fill(undefined),
    );
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
