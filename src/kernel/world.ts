/**
 * The world: everything a kernel holds, as one immutable value.
 *
 * Tables are keyed by ids and no object points at another, so worlds can be compared, printed and shared:
 * a step copies what it changes and nothing else. Linux's three layers stay three: descriptor (in a
 * `DescriptorTable`), open file description (`OpenFile`), object (`Pipe`, `Inode`). The rows stand in files of
 * their own, exported here too.
 */
import type { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import type { ActorName, NumberKey, Setting } from '../abi/index.js';
import type { FutexWait, Memory } from './address-space.js';
import type {
  FileId,
  FsId,
  FutexWaitId,
  HandlersId,
  InodeId,
  MemoryId,
  PidId,
  PidSpaceId,
  PipeId,
  ProcessId,
  TableId,
  TaskId,
} from './ids.js';
import type { PidSpace } from './pid-space.js';
import type { DescriptorTable, Inode, OpenFile, Pipe } from './open-files.js';
import type { Pid, Process } from './processes.js';
import type { SignalHandlers } from './signals.js';
import type { Row } from './table.js';
import type { FsState, Task } from './tasks.js';

export type * from './address-space.js';
export type * from './blocked-call.js';
export * from './ids.js';
export type * from './open-files.js';
export type * from './pid-space.js';
export type * from './processes.js';
export type * from './signals.js';
export type * from './tasks.js';

export interface World {
  readonly tasks: ImmutableMap<TaskId, Task>;
  readonly processes: ImmutableMap<ProcessId, Process>;
  readonly tables: ImmutableMap<TableId, DescriptorTable>;
  readonly files: ImmutableMap<FileId, OpenFile>;
  readonly pipes: ImmutableMap<PipeId, Pipe>;
  readonly inodes: ImmutableMap<InodeId, Inode>;
  readonly handlers: ImmutableMap<HandlersId, SignalHandlers>;
  readonly memories: ImmutableMap<MemoryId, Memory>;
  readonly fs: ImmutableMap<FsId, FsState>;
  readonly futexWaits: ImmutableMap<FutexWaitId, FutexWait>;
  readonly pids: ImmutableMap<PidId, Pid>;
  /** The PID namespaces below that of the scenario; one whose init has ended is still known. */
  readonly spaces: ImmutableMap<PidSpaceId, PidSpace>;
  /** Numbers in use (numberKey), each called like the actor that had it first, and who has it now. */
  readonly numbers: ImmutableMap<NumberKey, PidId>;
  /** Numbers with which an actor was born that another one had before (by its own key), and who had it first. */
  readonly aliases: ImmutableMap<NumberKey, ActorName>;
  /** First threads that have ended and are still there, and the process that each leads. */
  readonly zombies: ImmutableMap<TaskId, ProcessId>;
  /** Actors of whom nothing is left. */
  readonly departed: ImmutableSet<ActorName>;
  /** What each sleeping call's condition depends on: see watches.ts. */
  readonly watches: Watches;
  /** How nice init is. */
  readonly initNice: number;
  /** The next id that nobody has. */
  readonly fresh: number;
  readonly profile: string;
  /** What its version has or does that others do not, by name: spec/profiles. */
  readonly has: readonly string[];
  /** The actors hold every capability over their own namespaces. */
  readonly privileged: boolean;
  /** But for these, by name. */
  readonly withheld: readonly string[];
  /** What is set on the machine otherwise than Linux does by itself. */
  readonly settings: readonly Setting[];
}

/** Which rows each sleeper's condition read, and who reads each row: see watches.ts. */
export interface Watches {
  readonly rows: ImmutableMap<TaskId, readonly Row[]>;
  readonly watchers: ImmutableMap<Row, ImmutableSet<TaskId>>;
}
