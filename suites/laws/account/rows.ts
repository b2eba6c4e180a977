/** Rows by key that can be copied at once: what a step does not change is shared by the beliefs around it. */
import { Map as ImmutableMap } from 'immutable';

/** Like a Map, but for the order of its rows, which is no promise; a copy costs nothing. */
export class Rows<K, V> implements Iterable<[K, V]> {
  /** What was asked for last: laws ask for the row of whoever acts, one after the other. */
  private recent: { readonly key: K; readonly value: V | undefined } | undefined;

  private constructor(private content: ImmutableMap<K, V>) {}

  static of<K, V>(entries: Iterable<[K, V]> = []): Rows<K, V> {
    return new Rows(ImmutableMap(entries));
  }

  get size(): number {
    return this.content.size;
  }

  get(key: K): V | undefined {
    if (this.recent?.key !== key) this.recent = { key, value: this.content.get(key) };
    return this.recent.value;
  }

  has(key: K): boolean {
    return this.content.has(key);
  }

  set(key: K, value: V): void {
    this.content = this.content.set(key, value);
    this.recent = { key, value };
  }

  /** Takes a row out; false where there is none. */
  delete(key: K): boolean {
    const before = this.content;
    this.content = before.delete(key);
    this.recent = undefined;
    return this.content !== before;
  }

  clear(): void {
    this.content = this.content.clear();
    this.recent = undefined;
  }

  values(): Iterable<V> {
    return this.content.values();
  }

  keys(): Iterable<K> {
    return this.content.keys();
  }

  [Symbol.iterator](): Iterator<[K, V]> {
    return this.content[Symbol.iterator]();
  }

  /** The rows as they are now, which may be changed without changing these. */
  copy(): Rows<K, V> {
    const copy = new Rows(this.content);
    copy.recent = this.recent;
    return copy;
  }

  /** True where the two are copies of each other that nobody has changed. */
  equals(other: Rows<K, V>): boolean {
    return this.content === other.content;
  }
}
