import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { ModelBug } from '../model-bug.js';
import { createTask, endSiblings, forked, leaveProcess } from './task.js';

const shares = { table: true, handlers: true, memory: true, fs: true, undo: true };
const CHLD = 17;

/** A with the threads B and C, and B's child D. */
function begin(): Draft {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  for (const id of ['B', 'C']) createTask(draft, 'A', { ...forked(id), shares, thread: true });
  createTask(draft, 'B', forked('D'));
  return draft;
}

describe('a new task', () => {
  test('shares what it is to share, and has nothing that waits for its maker', () => {
    const draft = begin();
    const pending = [{ signal: CHLD, info: { code: 'SI_USER' } }];
    draft.setTask('A', { pending, clearTid: { place: 'private', index: 0 } });
    createTask(draft, 'A', { ...forked('E'), shares: { ...shares, table: false } });
    const [maker, made] = [draft.task('A'), draft.task('E')];
    expect(made).toMatchObject({ handlers: maker.handlers, memory: maker.memory, fs: maker.fs });
    expect(made.table).not.toBe(maker.table);
    expect(made).toMatchObject({ pending: [], clearTid: undefined, undo: maker.undo });
  });

  test('is no actor that there has been', () => {
    const draft = begin();
    leaveProcess(draft, 'C');
    expect(() => createTask(draft, 'A', forked('C'))).toThrow(ModelBug);
    expect(() => createTask(draft, 'A', forked('D'))).toThrow(ModelBug);
  });

  test('is its maker’s sibling where it says so, and ends with the same signal', () => {
    const draft = begin();
    draft.setProcess('D', { exitSignal: 0 });
    createTask(draft, 'D', { ...forked('E'), sibling: true });
    expect(draft.process('E')).toMatchObject({ parent: 'A', parentTask: 'B', exitSignal: 0 });
    expect(draft.process('A').children).toEqual(['D', 'E']);
  });
});

describe('a thread that ends', () => {
  test('leaves its children to another thread, and its number to nobody', () => {
    const draft = begin();
    leaveProcess(draft, 'B');
    expect(draft.process('D').parentTask).toBe('A');
    expect([draft.departed.has('B'), draft.numbers.has('B')]).toEqual([true, false]);
  });

  test('stays as a zombie where it leads its process', () => {
    const draft = begin();
    draft.setTask('A', { comm: 'first', mask: 1n });
    leaveProcess(draft, 'A');
    expect([draft.zombies.get('A'), draft.numbers.has('A')]).toEqual(['A', true]);
    expect(draft.process('A')).toMatchObject({ tasks: ['B', 'C'], remains: { comm: 'first', mask: 1n } });
  });

  test('gives what it was woken for to another', () => {
    const draft = begin();
    const one = { signal: CHLD, info: { code: 'SI_USER' }, taker: 'B' };
    draft.setProcess('A', { pending: [one] });
    leaveProcess(draft, 'B');
    expect(draft.process('A').pending[0]?.taker).toBe('A');
  });
});

describe('a thread that runs another program', () => {
  test('ends the others, and has the number of the first', () => {
    const draft = begin();
    endSiblings(draft, 'B');
    expect(draft.process('A')).toMatchObject({ tasks: ['B'], leader: 'B', exitSignal: CHLD });
    expect([draft.task('B').pid, draft.numbers.has('B'), draft.departed.has('A')]).toEqual([
      'A',
      false,
      true,
    ]);
  });
});
