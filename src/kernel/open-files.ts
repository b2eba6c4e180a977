/**
 * Open files, as rows of the world, in Linux's three layers: descriptor, open file description, object.
 * What can be done with them: objects/descriptor-table.ts, open-file.ts, pipe.ts, inode.ts.
 */
import type { Map as ImmutableMap } from 'immutable';
import type { FileId, InodeId, PidId, PipeId } from './ids.js';

/** One row of a descriptor table. */
export interface Descriptor {
  readonly file: FileId;
  readonly closeOnExec: boolean;
}

/** Who shares it counts in `refs`; `low`: no descriptor below it is free. */
export interface DescriptorTable {
  readonly refs: number;
  readonly slots: ImmutableMap<number, Descriptor>;
  readonly low: number;
}

/** An open file description: what duplicates and children share. */
export interface OpenFile {
  /** Descriptors that refer to it, in all tables. */
  readonly refs: number;
  readonly object:
    | { readonly kind: 'pipe'; readonly pipe: PipeId }
    | { readonly kind: 'inode'; readonly inode: InodeId }
    /** A process, or one thread of it (PIDFD_THREAD): never another one that gets its number later. */
    | { readonly kind: 'pidfd'; readonly pid: PidId; readonly thread: boolean }
    | ProcFile;
  readonly readable: boolean;
  readonly writable: boolean;
  /** The status flags as F_GETFL shows them, access mode included. */
  readonly flags: number;
  readonly offset: number;
  /** What a file of /proc told when it was last read from the beginning: reads go on in that. */
  readonly told?: string | undefined;
}

/** A file of /proc about a process or a thread: never about another one that gets its number later. */
export interface ProcFile {
  readonly kind: 'proc';
  /** /proc/PID, /proc/PID/task, a thread's directory in that, or a file with the thread's name. */
  readonly place: 'process' | 'tasks' | 'task' | 'comm';
  readonly pid: PidId;
  /** Of a thread's directory: in whose `task` it stands. */
  readonly within?: PidId;
}

/** One buffer of a pipe: what is left to read in one page. */
export interface PipeBuffer {
  readonly bytes: string;
  /** How much of its page was read already, and is not used again. */
  readonly start: number;
  /** Written with O_DIRECT: one read takes no more than one of them, and all of it. */
  readonly packet: boolean;
}

/** A pipe: a ring of buffers. A write that fits is added to the last one, or takes new ones of a page each. */
export interface Pipe {
  /** Open file descriptions of each end. */
  readonly readers: number;
  readonly writers: number;
  /** Oldest first; none is empty. */
  readonly buffers: readonly PipeBuffer[];
  /** How many buffers the ring has. */
  readonly slots: number;
}

/** A file of the private root: content by kind. */
export type Inode =
  | {
      readonly kind: 'regular';
      readonly mode: number;
      readonly content: string;
      /** Whose it is; all other files are those of root. */
      readonly owner: number;
      readonly group: number;
    }
  | {
      readonly kind: 'directory';
      readonly mode: number;
      readonly entries: ImmutableMap<string, InodeId>;
      /** What `..` is in it; the root is its own. */
      readonly parent: InodeId;
    }
  | { readonly kind: 'null'; readonly mode: number }
  /** The agent's own executable: its content is not modelled. */
  | { readonly kind: 'program'; readonly mode: number }
  /** /proc: what stands below it is in no table, see objects/proc.ts. */
  | { readonly kind: 'proc'; readonly mode: number };
