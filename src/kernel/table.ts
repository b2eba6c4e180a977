/**
 * A table of the world while a step changes it: an immutable map, and which of its rows were read and written.
 *
 * What a sleeping call's condition read is what it waits for: only a step that writes one of these rows can wake it.
 */
import type { Map as ImmutableMap } from 'immutable';
import { ModelBug } from './model-bug.js';

/** A row of a table, or the whole table where all rows were looked at: `pipes 7`, `processes *`. */
export type Row = string;

/** Which rows were touched, over all tables of one draft. */
export class Footprint {
  /** Rows written since the draft was made (or since somebody emptied the set). */
  readonly written = new Set<Row>();
  /** Rows read, while somebody wants to know. */
  read: Set<Row> | undefined;
}

/** Rows by id. `get` of a row that is not there gives `undefined`, `row` throws. */
export class Table<K extends string | number, V> {
  constructor(
    private readonly name: string,
    private rows: ImmutableMap<K, V>,
    private readonly footprint: Footprint,
  ) {}

  /** The rows as they are now. */
  get content(): ImmutableMap<K, V> {
    return this.rows;
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: K): V | undefined {
    this.footprint.read?.add(`${this.name} ${id}`);
    return this.rows.get(id);
  }

  /** The row called `id`, which is there. Throws ModelBug where there is none. */
  row(id: K): V {
    const row = this.get(id);
    if (row === undefined) throw new ModelBug(`there is no row ${id} in ${this.name}`);
    return row;
  }

  has(id: K): boolean {
    return this.get(id) !== undefined;
  }

  /** Puts a row in, and gives the table again. */
  set(id: K, row: V): this {
    this.touch(id);
    this.rows = this.rows.set(id, row);
    return this;
  }

  /**
   * Puts in a row that differs in nothing but who holds it (`refs`). No condition of a wait asks for that, so
   * nobody is woken: a fork beside a thousand sleepers costs what it costs alone.
   */
  recount(id: K, row: V): void {
    this.rows = this.rows.set(id, row);
  }

  /** Takes a row out; nothing happens where there is none. */
  delete(id: K): void {
    this.touch(id);
    this.rows = this.rows.delete(id);
  }

  /** All rows: whoever reads them depends on every one. */
  values(): V[] {
    this.footprint.read?.add(`${this.name} *`);
    return [...this.rows.values()];
  }

  /** All rows with their ids: whoever reads them depends on every one. */
  entries(): [K, V][] {
    this.footprint.read?.add(`${this.name} *`);
    return [...this.rows];
  }

  private touch(id: K): void {
    this.footprint.written.add(`${this.name} ${id}`).add(`${this.name} *`);
  }
}
