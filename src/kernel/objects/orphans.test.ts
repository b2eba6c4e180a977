import { describe, expect, test } from '@jest/globals';
import type { Context } from '../context.js';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { INIT } from '../world.js';
import { endProcess } from './process.js';
import { setIdentity } from './standing.js';
import { createTask, forked } from './task.js';

const STOP = 19;
const [HUP, USR1, CONT] = [1, 10, 18];
const END = { kind: 'exited', code: 0 } as const;

/** A made B, which made C, which made D. */
function line(): { draft: Draft; context: Context } {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  createTask(draft, 'A', forked('B'));
  createTask(draft, 'B', forked('C'));
  createTask(draft, 'C', forked('D'));
  return {
    draft,
    context: { draft, task: 'A', spawns: undefined, held: undefined, letOthersRun: () => undefined },
  };
}

const signalsOf = (draft: Draft, id: string): number[] =>
  draft.process(id).pending.map(({ signal }) => signal);

describe('orphans fall', () => {
  test('to the nearest ancestor that adopts', () => {
    const { draft, context } = line();
    draft.setProcess('A', { subreaper: true });
    endProcess(context, 'C', END);
    expect(draft.process('D').parent).toBe('A');
    expect(draft.process('A').children).toEqual(['B', 'D']);
  });

  test('past one that has ended, and past the dead parent itself', () => {
    const { draft, context } = line();
    for (const id of ['A', 'B', 'C']) draft.setProcess(id, { subreaper: true });
    endProcess(context, 'B', END);
    expect(draft.process('C').parent).toBe('A');
    endProcess(context, 'C', END);
    expect(draft.process('D').parent).toBe('A');
  });

  test('to init where nobody asked for them', () => {
    const { draft, context } = line();
    endProcess(context, 'C', END);
    expect(draft.process('D').parent).toBe(INIT);
  });
});

test('the death signal is the parent’s, and comes as far as the parent could have sent it', () => {
  const { draft, context } = line();
  setIdentity(draft, 'D', { deathSignal: USR1 });
  endProcess(context, 'C', END);
  expect(draft.process('D').pending).toMatchObject([{ signal: USR1, info: { code: 'SI_USER' } }]);
});

describe('a group without anybody to continue it', () => {
  const stop = (draft: Draft, id: string): void => {
    draft.setProcess(id, { stopped: STOP });
    draft.setTask(id, { stopped: { way: { kind: 'nothing' }, frames: [] } });
  };

  test('is hung up when the parent of one of it ends', () => {
    const { draft, context } = line();
    draft.setProcess('D', { group: 'D' });
    stop(draft, 'D');
    endProcess(context, 'C', END);
    expect(signalsOf(draft, 'D')).toEqual([HUP]);
    expect(draft.process('D').stopped).toBeUndefined();
  });

  test('is left alone where nobody is stopped, or another parent is left', () => {
    const { draft, context } = line();
    draft.setProcess('D', { group: 'D' });
    endProcess(context, 'C', END);
    expect(signalsOf(draft, 'D')).toEqual([]);
    const other = line();
    other.draft.setProcess('A', { subreaper: true });
    other.draft.setProcess('D', { group: 'D' });
    stop(other.draft, 'D');
    endProcess(other.context, 'C', END);
    expect(signalsOf(other.draft, 'D')).not.toContain(HUP);
    expect(signalsOf(other.draft, 'D')).not.toContain(CONT);
  });

  test('is hung up when its own leader ends', () => {
    const { draft, context } = line();
    for (const id of ['C', 'D']) draft.setProcess(id, { group: 'C' });
    stop(draft, 'D');
    endProcess(context, 'C', END);
    expect(signalsOf(draft, 'D')).toEqual([HUP]);
  });
});
