/**
 * The world: everything a kernel holds, as one immutable value.
 *
 * Tables are keyed by ids and no object points at another, so worlds can be compared, printed and shared:
 * a step copies what it changes and nothing else. Linux's three layers stay three: descriptor (in a
 * `DescriptorTable`), open file description (`OpenFile`), object (`Pipe`, `Inode`).
 */
import type { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import type { Call, SignalInfo, ActorName, Value } from '../abi/index.js';

export type TaskId = ActorName;
/** A process is called like its first task; its PID is that actor's symbol. */
export type ProcessId = ActorName;
export type TableId = number;
export type FileId = number;
export type PipeId = number;
export type InodeId = number;
export type HandlersId = number;

/** The scenario's init, PID 1: parent of A and of every orphan. Not an actor. */
export const INIT: ProcessId = 'init';

export interface World {
  readonly tasks: ImmutableMap<TaskId, Task>;
  readonly processes: ImmutableMap<ProcessId, Process>;
  readonly tables: ImmutableMap<TableId, DescriptorTable>;
  readonly files: ImmutableMap<FileId, OpenFile>;
  readonly pipes: ImmutableMap<PipeId, Pipe>;
  readonly inodes: ImmutableMap<InodeId, Inode>;
  readonly handlers: ImmutableMap<HandlersId, SignalHandlers>;
  /** Actors of whom nothing is left. */
  readonly departed: ImmutableSet<ActorName>;
  /** The next id that nobody has. */
  readonly fresh: number;
  readonly profile: string;
  /** The actors hold every capability over their own namespaces. */
  readonly privileged: boolean;
}

/** A thread: what the kernel schedules. */
export interface Task {
  readonly id: TaskId;
  readonly process: ProcessId;
  readonly table: TableId;
  readonly handlers: HandlersId;
  /** The signals it blocks: bit n-1 for signal n. */
  readonly mask: bigint;
  /** The mask to return to after a call that replaced it for its wait (rt_sigsuspend). */
  readonly savedMask?: bigint | undefined;
  /** Signals directed at this thread. */
  readonly pending: readonly PendingSignal[];
  /** The call in which it sleeps; it is tried again when woken. */
  readonly blocked?: BlockedCall | undefined;
  /** Stopped on its way back to user mode; what it was about to do there. */
  readonly stopped?: { readonly way: WayBack; readonly frames: readonly Frame[] } | undefined;
}

/** A call that sleeps: the call itself, and how far it came. */
export interface BlockedCall {
  readonly call: Call;
  readonly spawns?: ActorName;
  /** What a partial transfer has done so far. */
  readonly done: bigint;
}

/** A handler that shall run: a signal frame on the thread's stack, and the mask to return to after it. */
export interface Frame {
  readonly signal: number;
  readonly info: SignalInfo;
  readonly mask: bigint;
  /** The flags of its disposition when it was delivered. */
  readonly flags: bigint;
}

/** What a thread brings back to user mode from the kernel. */
export type WayBack =
  /** Nothing: it was in user mode (idle). */
  | { readonly kind: 'nothing' }
  /** The end of a call. */
  | { readonly kind: 'returns'; readonly call: Call; readonly answer: Answer }
  /** A call that begins anew once the handlers have run. */
  | { readonly kind: 'again'; readonly blocked: BlockedCall }
  /** A call that a signal cut short, with its restart class still to be decided. */
  | {
      readonly kind: 'cut';
      readonly blocked: BlockedCall;
      readonly restart: 'sys' | 'nohand' | 'block' | 'nointr' | 'never';
    };

/** A call's answer inside the kernel. */
export interface Answer {
  readonly result:
    { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'errno'; readonly errno: string };
  readonly outputs: readonly Value[];
}

/** A signal that waits to be delivered. */
export interface PendingSignal {
  readonly signal: number;
  readonly info: SignalInfo;
}

/** What a process does with a signal. */
export interface Disposition {
  readonly action: 'default' | 'ignore' | 'handler';
  readonly flags: bigint;
  readonly mask: bigint;
}

/** The dispositions a process (or tasks that share them) has; a signal that is not in the table has the default one. */
export interface SignalHandlers {
  readonly refs: number;
  readonly table: ImmutableMap<number, Disposition>;
}

/** How a process ended, as wait4 tells it. */
export type ExitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: number; readonly dumped: boolean };

/** What a parent that asks for it is told of a child that has not ended. */
export type StopReport =
  { readonly kind: 'stopped'; readonly signal: number } | { readonly kind: 'continued' };

/** A thread group. */
export interface Process {
  readonly id: ProcessId;
  readonly parent: ProcessId;
  /** Its children that are not yet reaped, oldest first. */
  readonly children: readonly ProcessId[];
  readonly tasks: readonly TaskId[];
  /** Process group and session, by the process they are named after. */
  readonly group: ProcessId;
  readonly session: ProcessId;
  /** Signals directed at the whole process. */
  readonly pending: readonly PendingSignal[];
  readonly state: 'alive' | 'zombie';
  readonly exit?: ExitStatus;
  /** The signal that stopped it, while it is stopped. */
  readonly stopped?: number | undefined;
  /** A stop (by that signal) or a continuation that wait4 has not told yet. */
  readonly report?: StopReport | undefined;
  /** The arguments and the name of its image. */
  readonly argv: readonly string[];
  readonly comm: string;
  readonly umask: number;
}

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
    { readonly kind: 'pipe'; readonly pipe: PipeId } | { readonly kind: 'inode'; readonly inode: InodeId };
  readonly readable: boolean;
  readonly writable: boolean;
  /** The status flags as F_GETFL shows them, access mode included. */
  readonly flags: number;
  readonly offset: number;
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
  | { readonly kind: 'regular'; readonly mode: number; readonly content: string }
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
  /** Where the model ends: /proc. Nothing that leads through it is specified here. */
  | { readonly kind: 'unmodelled'; readonly mode: number };
