import { describe, expect, test } from '@jest/globals';
import { NO_WATCHES, unwatch, watch } from './watches.js';

const watchersOf = (watches: typeof NO_WATCHES, row: string): readonly string[] => [
  ...(watches.watchers.get(row) ?? []),
];

describe('watches', () => {
  const both = watch(watch(NO_WATCHES, 'A', ['pipes 1', 'tasks A']), 'B', ['pipes 1']);

  test('know for each row who watches it', () => {
    expect(watchersOf(both, 'pipes 1')).toEqual(['A', 'B']);
    expect(watchersOf(both, 'tasks A')).toEqual(['A']);
  });

  test('of a task are those that it was given last', () => {
    const moved = watch(both, 'A', ['pipes 2']);
    expect(watchersOf(moved, 'pipes 1')).toEqual(['B']);
    expect(watchersOf(moved, 'pipes 2')).toEqual(['A']);
  });

  test('leave nothing behind when nobody watches any more', () => {
    const none = unwatch(unwatch(both, 'A'), 'B');
    expect([none.rows.size, none.watchers.size]).toEqual([0, 0]);
    expect(unwatch(none, 'A')).toBe(none);
  });
});
