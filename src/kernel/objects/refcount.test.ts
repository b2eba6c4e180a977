import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import { copyRow, leaveShared, releaseRow, shareRow } from './refcount.js';

function begin() {
  const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
  draft.footprint.written.clear();
  return { draft, table: draft.fs, id: draft.task('A').fs };
}

describe('a row that several hold', () => {
  test('is gone with the last one, and only that is news', () => {
    const { draft, table, id } = begin();
    expect(shareRow(table, id)).toBe(id);
    expect(releaseRow(table, id)).toBeUndefined();
    expect(draft.footprint.written.size).toBe(0);
    expect(releaseRow(table, id)).toMatchObject({ refs: 1 });
    expect(table.has(id)).toBe(false);
    expect(draft.footprint.written).toContain(`fs ${id}`);
  });

  test('is copied for one alone, however many hold the first', () => {
    const { draft, table, id } = begin();
    shareRow(table, id);
    const copy = copyRow(draft, table, id);
    expect([table.row(copy).refs, table.row(id).refs]).toEqual([1, 2]);
  });

  test('is left for a copy where others hold it, and kept where nobody does', () => {
    const { draft, table, id } = begin();
    const leave = (): number => leaveShared(table, id, (shared) => copyRow(draft, table, shared));
    expect(leave()).toBe(id);
    shareRow(table, id);
    expect(leave()).not.toBe(id);
    expect(table.row(id).refs).toBe(1);
  });
});
