import { describe, expect, test } from '@jest/globals';
import type { SignalInfo } from '../../abi/index.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { nextAwaited, startAwaiting, stopAwaiting, takeAwaited } from './awaiting.js';
import { setDisposition } from './set-disposition.js';
import { sendToProcess, sendToThread } from './signal.js';
import { bit } from './signal-set.js';
import { createTask, forked } from './task.js';

const QUIT = 3;
const USR1 = 10;
const USR2 = 12;
const TERM = 15;
const KILL = 9;
const INFO: SignalInfo = { code: 'SI_USER' };
const BOTH = bit(USR1) | bit(USR2);

function begin(mask = BOTH): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  draft.setTask('A', { mask });
  return draft;
}

describe('awaiting signals', () => {
  test('takes the thread’s own first, then the lowest number', () => {
    const draft = begin(BOTH | bit(TERM));
    sendToProcess(draft, 'A', USR1, INFO);
    sendToThread(draft, { process: 'A', task: 'A' }, TERM, INFO);
    sendToThread(draft, { process: 'A', task: 'A' }, USR2, INFO);
    const set = BOTH | bit(TERM);
    const taken = [1, 2, 3, 4].map(() => takeAwaited(draft, 'A', set)?.signal);
    expect(taken).toEqual([USR2, TERM, USR1, undefined]);
  });

  test('leaves what is not in the set, and what nobody can wait for', () => {
    const draft = begin();
    sendToProcess(draft, 'A', USR2, INFO);
    sendToProcess(draft, 'A', KILL, INFO);
    expect(takeAwaited(draft, 'A', bit(USR1) | bit(KILL))).toBeUndefined();
    expect(draft.process('A').pending).toHaveLength(2);
  });

  test('is woken by what the thread blocks', () => {
    const draft = begin();
    startAwaiting(draft, 'A', bit(USR1));
    sendToProcess(draft, 'A', USR1, INFO);
    expect(draft.process('A').pending[0]?.taker).toBe('A');
    stopAwaiting(draft, 'A');
    expect(draft.process('A').pending[0]?.taker).toBeUndefined();
    expect(draft.task('A').awaited).toBeUndefined();
  });

  test('does not save a process from a signal that it does not block and that kills it', () => {
    const draft = begin(0n);
    for (const signal of [TERM, QUIT]) sendToProcess(draft, 'A', signal, INFO);
    expect(nextAwaited(draft, 'A', bit(TERM) | bit(QUIT))?.signal).toBe(QUIT);
    setDisposition(draft, 'A', TERM, { action: 'handler', flags: 0n, mask: 0n });
    expect(nextAwaited(draft, 'A', bit(TERM))?.signal).toBe(TERM);
  });
});

describe('two threads that wait for the same signal', () => {
  const CALL = { call: { name: 'nap', args: [], named: {} }, kept: {}, deep: false, entered: true };
  const shares = { table: true, handlers: true, memory: true, fs: true, undo: true };

  test('are both woken: one takes it, the other finds nothing', () => {
    const draft = begin();
    createTask(draft, 'A', { ...forked('B'), shares, thread: true });
    for (const id of ['A', 'B']) {
      startAwaiting(draft, id, bit(USR1));
      draft.setBlocked(id, CALL);
    }
    sendToProcess(draft, 'A', USR1, INFO);
    expect(nextAwaited(draft, 'B', bit(USR1))).toBeUndefined();
    expect(takeAwaited(draft, 'A', bit(USR1))?.signal).toBe(USR1);
    expect(draft.task('B').disturbed).toBe(true);
    draft.setBlocked('B', undefined);
    expect(draft.task('B').disturbed).toBeUndefined();
  });
});
