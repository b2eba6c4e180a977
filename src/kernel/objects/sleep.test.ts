import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { closeDescriptor, descriptorOf } from './descriptor-table.js';
import { fallAsleep, wakeUp } from './sleep.js';

function begin() {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  const { table } = draft.task('A');
  const { file } = descriptorOf(draft, table, 0)!;
  const call = { name: 'nap', args: [], named: {} };
  return {
    draft,
    table,
    file,
    blocked: { call, kept: {}, deep: false, entered: true, held: { fd: 0, file } },
  };
}

describe('a call that sleeps', () => {
  test('keeps the description that it was made on, until it wakes', () => {
    const { draft, table, file, blocked } = begin();
    fallAsleep(draft, 'A', blocked);
    closeDescriptor(draft, table, 0);
    expect(draft.files.has(file)).toBe(true);
    wakeUp(draft, 'A');
    expect([draft.files.has(file), draft.task('A').blocked]).toEqual([false, undefined]);
  });

  test('holds it once, however often it falls asleep again', () => {
    const { draft, file, blocked } = begin();
    const { refs } = draft.files.row(file);
    fallAsleep(draft, 'A', blocked);
    fallAsleep(draft, 'A', { ...blocked, kept: { done: 1n } });
    expect(draft.files.row(file).refs).toBe(refs + 1);
    wakeUp(draft, 'A');
    expect(draft.files.row(file).refs).toBe(refs);
  });
});
