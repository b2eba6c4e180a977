import { describe, expect, test } from '@jest/globals';
import { actor, int, names } from '../../abi/index.js';
import type { Context } from '../context.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { INIT } from '../world.js';
import { newsOf } from './children.js';
import { endProcess, tellNews } from './process.js';
import { createTask, forked } from './task.js';
import { setDisposition } from './set-disposition.js';
import { bit } from './signal-set.js';

const CHLD = 17;
const WEXITED = 4n;

function family(): { draft: Draft; context: Context } {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  createTask(draft, 'A', forked('B'));
  createTask(draft, 'B', forked('C'));
  return {
    draft,
    context: { draft, task: 'A', spawns: undefined, held: undefined, letOthersRun: () => undefined },
  };
}

describe('processes', () => {
  test('a child has a table and handlers of its own, its parent’s mask, and nothing pending', () => {
    const { draft } = family();
    draft.setTask('B', { mask: bit(CHLD), pending: [{ signal: CHLD, info: { code: 'SI_USER' } }] });
    createTask(draft, 'B', forked('D'));
    const [parent, child] = [draft.task('B'), draft.task('D')];
    expect(child).toMatchObject({ mask: bit(CHLD), pending: [] });
    expect(child.table).not.toBe(parent.table);
    expect(child.handlers).not.toBe(parent.handlers);
    expect(draft.process('B').children).toEqual(['C', 'D']);
  });

  test('a process that ends is a zombie until its news is told; its children go to init', () => {
    const { draft, context } = family();
    endProcess(context, 'B', { kind: 'exited', code: 3 });
    expect(draft.process('B').state).toBe('zombie');
    expect(draft.process('C').parent).toBe(INIT);
    expect(newsOf(draft.process('B'), WEXITED)).toEqual({ kind: 'exited', code: 3 });
    tellNews(draft, 'B');
    expect(draft.processes.has('B')).toBe(false);
    expect(draft.process('A').children).toEqual([]);
  });

  test('a child that ends while its parent is ending is reaped by init', () => {
    const { draft, context } = family();
    let ended = false;
    const letOthersRun = (): void => {
      if (!ended) {
        ended = true;
        endProcess(context, 'C', { kind: 'exited', code: 0 });
      }
    };
    endProcess({ ...context, letOthersRun }, 'B', { kind: 'exited', code: 0 });
    expect(draft.processes.has('C')).toBe(false);
    expect(draft.process('B').state).toBe('zombie');
  });

  test('a zombie whose parent ends is reaped by init', () => {
    const { draft, context } = family();
    endProcess(context, 'C', { kind: 'killed', signal: 9, dumped: false });
    endProcess(context, 'B', { kind: 'exited', code: 0 });
    expect(draft.processes.has('C')).toBe(false);
    expect(draft.departed.has('C')).toBe(true);
    expect(draft.numbers.has('C')).toBe(false);
  });

  test('the parent gets SIGCHLD with how the child ended', () => {
    const { draft, context } = family();
    setDisposition(draft, 'A', CHLD, { action: 'handler', flags: 0n, mask: 0n });
    endProcess(context, 'B', { kind: 'killed', signal: 9, dumped: false });
    expect(draft.process('A').pending).toEqual([
      {
        signal: CHLD,
        info: { code: 'CLD_KILLED', pid: actor('B'), uid: int(0), status: names('SIGKILL') },
        taker: 'A',
        charged: 0,
      },
    ]);
  });

  test.each([
    ['SIGCHLD ignored', { action: 'ignore', flags: 0n, mask: 0n }, 0],
    ['SA_NOCLDWAIT', { action: 'handler', flags: 2n, mask: 0n }, 1],
  ] as const)('%s: the child leaves no zombie', (_, disposition, signals) => {
    const { draft, context } = family();
    setDisposition(draft, 'A', CHLD, disposition);
    endProcess(context, 'B', { kind: 'exited', code: 0 });
    expect(draft.processes.has('B')).toBe(false);
    expect(draft.process('A').pending).toHaveLength(signals);
  });
});
