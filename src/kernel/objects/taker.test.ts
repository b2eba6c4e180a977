import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { sendToProcess, sendToThread } from './signal.js';
import { bit } from './signal-set.js';
import { changeMask, lookAgain, wantsSignal } from './taker.js';
import { createTask, forked } from './task.js';

const KILL = 9;
const USR1 = 10;
const USR2 = 12;
const INFO = { code: 'SI_USER' };
const shares = { table: true, handlers: true, memory: true, fs: true, undo: true };
const CAUGHT = { action: 'handler', flags: 0n, mask: 0n } as const;

/** A with the thread B, and handlers for both signals. */
function begin(): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  createTask(draft, 'A', { ...forked('B'), shares, thread: true });
  const { handlers } = draft.task('A');
  const table = draft.handlers.row(handlers).table.set(USR1, CAUGHT).set(USR2, CAUGHT);
  draft.handlers.set(handlers, { refs: 2, table });
  return draft;
}

describe('a signal to a process', () => {
  test('goes to the thread that was found, or to another that does not block it', () => {
    const draft = begin();
    sendToProcess(draft, 'A', USR1, INFO);
    draft.setTask('A', { mask: bit(USR2) });
    sendToProcess(draft, 'A', USR2, INFO);
    expect(draft.process('A').pending.map(({ taker }) => taker)).toEqual(['A', 'B']);
  });

  test('goes to another thread where its taker blocks it before it has taken it', () => {
    const draft = begin();
    sendToProcess(draft, 'A', USR1, INFO);
    changeMask(draft, 'A', bit(USR1));
    expect(draft.process('A').pending[0]?.taker).toBe('B');
  });

  test('is found by a thread that changes its mask, and not by one that sets the same again', () => {
    const takerAfter = (mask: bigint): unknown => {
      const draft = begin();
      sendToProcess(draft, 'A', USR1, INFO, 'B');
      changeMask(draft, 'A', mask);
      return draft.process('A').pending[0]?.taker;
    };
    expect([0n, bit(USR2)].map(takerAfter)).toEqual(['B', undefined]);
  });

  test('is wanted by a thread that is stopped only where it kills', () => {
    const draft = begin();
    draft.setTask('B', { stopped: { way: { kind: 'nothing' }, frames: [] } });
    expect([USR1, KILL].map((signal) => wantsSignal(draft, 'B', signal))).toEqual([false, true]);
  });
});

describe('a thread that looks at what is pending', () => {
  const tookBy = (deep: boolean): unknown => {
    const draft = begin();
    sendToProcess(draft, 'A', USR1, INFO, 'B');
    draft.setBlocked('B', { call: { name: 'nap', args: [], named: {} }, kept: {}, deep, entered: true });
    lookAgain(draft, 'A');
    return draft.process('A').pending[0]?.taker;
  };

  test('takes what another one cannot that sleeps deeply, and leaves it to both where that one can', () => {
    expect([true, false].map(tookBy)).toEqual(['A', undefined]);
  });

  test('leaves what it blocks', () => {
    const draft = begin();
    sendToProcess(draft, 'A', USR1, INFO, 'B');
    draft.setTask('A', { mask: bit(USR1) });
    lookAgain(draft, 'A');
    expect(draft.process('A').pending[0]?.taker).toBe('B');
  });
});

describe('a thread that sleeps', () => {
  const sleepingIn = (deep: boolean): Draft => {
    const draft = begin();
    draft.setBlocked('B', {
      call: { name: 'nap', args: [], named: {} },
      kept: {},
      deep,
      entered: true,
    });
    sendToThread(draft, { process: 'A', task: 'B' }, USR1, INFO);
    draft.setTask('B', { pending: [] });
    return draft;
  };

  test('wants no second signal once one has come that it does not see in its deep sleep', () => {
    expect(wantsSignal(sleepingIn(true), 'B', USR2)).toBe(false);
    expect(wantsSignal(sleepingIn(false), 'B', USR2)).toBe(true);
  });
});
