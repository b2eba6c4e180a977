/**
 * Rows that several hold at once: `refs` counts them (refcount_t), and the last one that lets go takes the row away.
 * That another one holds a row changes nothing that anybody waits for: see `Table.recount`.
 */
import type { Draft } from '../draft.js';
import type { Table } from '../table.js';

interface Shared {
  readonly refs: number;
}

/** A copy that only one holds; gives its id. Throws ModelBug where there is no such row. */
export function copyRow<V extends Shared>(draft: Draft, table: Table<number, V>, id: number): number {
  const copy = draft.freshId();
  table.set(copy, { ...table.row(id), refs: 1 });
  return copy;
}

/** One more holds the row; gives its id. Throws ModelBug where there is none. */
export function shareRow<V extends Shared>(table: Table<number, V>, id: number): number {
  const row = table.row(id);
  table.recount(id, { ...row, refs: row.refs + 1 });
  return id;
}

/** One fewer holds the row; gives it where that was the last one: it is gone. Throws ModelBug where there is none. */
export function releaseRow<V extends Shared>(table: Table<number, V>, id: number): V | undefined {
  const row = table.row(id);
  if (row.refs > 1) {
    table.recount(id, { ...row, refs: row.refs - 1 });
    return undefined;
  }
  table.delete(id);
  return row;
}

/** The row of one who shares it no longer: a copy where others hold it too, else the same. Throws ModelBug where there is none. */
export function leaveShared<V extends Shared>(
  table: Table<number, V>,
  id: number,
  copy: (id: number) => number,
): number {
  if (table.row(id).refs === 1) return id;
  const own = copy(id);
  releaseRow(table, id);
  return own;
}
