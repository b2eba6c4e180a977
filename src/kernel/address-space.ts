/** Memory that a scenario can name, as rows of the world, and who sleeps on a word of it. */
import type { Map as ImmutableMap } from 'immutable';
import type { TaskId } from './ids.js';

/**
 * Whether memory may be dumped, and looked at by others of the same user: SUID_DUMP_DISABLE, only 1 (SUID_DUMP_USER)
 * says so, and SUID_DUMP_ROOT.
 */
export type Dumpable = 0 | 1 | 2;

/** What tasks with one address space share: the words that are not zero, by index, and whether it may be dumped. */
export interface Memory {
  readonly refs: number;
  readonly cells: ImmutableMap<number, bigint>;
  readonly dumpable: Dumpable;
  /** The barriers that were registered for (membarrier): the bits of their commands. */
  readonly barriers: bigint;
}

/** An 8-byte word of memory that a scenario can name: `private(3)`, `shared(0)`. */
export interface Cell {
  readonly place: 'private' | 'shared';
  readonly index: number;
}

/** One thread's sleep on a futex. */
export interface FutexWait {
  readonly task: TaskId;
  /** Which word of whose memory: see objects/futex.ts. */
  readonly key: string;
  readonly bitset: bigint;
  /** Those of one word are woken in this order. */
  readonly order: number;
}
