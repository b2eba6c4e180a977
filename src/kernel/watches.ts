/**
 * Watches: which rows of the world each sleeping call's condition read when it last was false.
 *
 * The condition cannot have become true unless one of them was written since: waking costs as much as a step
 * changes, not as much as sleeps.
 */
import { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import type { Row } from './table.js';
import type { TaskId, Watches } from './world.js';

/** Nobody sleeps. */
export const NO_WATCHES: Watches = { rows: ImmutableMap(), watchers: ImmutableMap() };

/** The task watches these rows, and no others. */
export function watch(watches: Watches, id: TaskId, rows: readonly Row[]): Watches {
  const rest = unwatch(watches, id);
  const watchers = rest.watchers.withMutations((map) => {
    for (const row of rows) map.update(row, ImmutableSet<TaskId>(), (tasks) => tasks.add(id));
  });
  return { rows: rest.rows.set(id, rows), watchers };
}

/** The task watches nothing. */
export function unwatch(watches: Watches, id: TaskId): Watches {
  const rows = watches.rows.get(id);
  if (rows === undefined) return watches;
  const watchers = watches.watchers.withMutations((map) => {
    for (const row of rows) {
      const left = map.get(row)?.delete(id);
      if (left === undefined || left.size === 0) map.delete(row);
      else map.set(row, left);
    }
  });
  return { rows: watches.rows.delete(id), watchers };
}
