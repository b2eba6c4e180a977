import { describe, expect, test } from '@jest/globals';
import { actor, int, names } from '../../abi/index.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { childInfo } from './child-info.js';
import { eligibleChildren, hasHeard, newsOf, noteNews } from './children.js';
import { numberOf } from './pid.js';
import { createTask, forked, type NewTask } from './task.js';

const WSTOPPED = 2n;
const WEXITED = 4n;
const WNOTHREAD = 0x20000000n;
const WALL = 0x40000000n;
const WCLONE = 0x80000000n;

/** A with a second thread T; A has made B, T has made C, whose exit signal is none. */
function family(): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  createTask(draft, 'A', thread('T'));
  createTask(draft, 'A', forked('B'));
  createTask(draft, 'T', { ...forked('C'), exitSignal: 0 });
  return draft;
}

function thread(id: string): NewTask {
  const shares = { table: true, handlers: true, memory: true, fs: true, undo: false };
  return { ...forked(id), shares, thread: true };
}

function meant(draft: Draft, caller: string, options: bigint): string[] {
  return eligibleChildren(draft, caller, 'all', options).map(({ id }) => id);
}

describe('children', () => {
  test('a wait means those that send SIGCHLD, __WCLONE the others, __WALL all', () => {
    const draft = family();
    expect(meant(draft, 'A', WEXITED)).toEqual(['B']);
    expect(meant(draft, 'A', WEXITED | WCLONE)).toEqual(['C']);
    expect(meant(draft, 'T', WEXITED | WALL)).toEqual(['B', 'C']);
    expect(meant(draft, 'T', WEXITED | WALL | WNOTHREAD)).toEqual(['C']);
  });

  test('a zombie is there only for those who ask for ends', () => {
    const draft = family();
    draft.setProcess('B', { state: 'zombie', exit: { kind: 'exited', code: 3 } });
    expect(meant(draft, 'A', WSTOPPED)).toEqual([]);
    expect(newsOf(draft.process('B'), WEXITED)).toEqual({ kind: 'exited', code: 3 });
    expect(newsOf(draft.process('B'), WSTOPPED)).toBeUndefined();
  });

  test('only the news of a child that is meant wakes who waits', () => {
    const draft = family();
    noteNews(draft, draft.process('C'));
    expect(hasHeard(draft, 'A', 'all', WEXITED)).toBe(true);
    expect(hasHeard(draft, 'A', `process ${numberOf(draft, 'B', 'A')}`, WEXITED)).toBe(false);
    expect(hasHeard(draft, 'A', `process ${numberOf(draft, 'C', 'A')}`, WEXITED)).toBe(true);
    expect(hasHeard(draft, 'A', 'all', WEXITED | WNOTHREAD)).toBe(false);
    expect(hasHeard(draft, 'B', 'all', WEXITED)).toBe(false);
  });

  test('what a child tells is read by the layout of its exit signal', () => {
    const draft = family();
    const killed = { kind: 'killed', signal: 9, dumped: false } as const;
    const [told, child] = [{ pid: actor('B'), uid: int(0) }, draft.process('B')];
    expect(childInfo(draft, child, killed)).toEqual({
      code: 'CLD_KILLED',
      ...told,
      status: names('SIGKILL'),
    });
    expect(childInfo(draft, child, killed, 10)).toEqual({ code: '2', band: actor('B'), fd: int(9) });
  });
});
