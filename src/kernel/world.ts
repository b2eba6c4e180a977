/**
 * The world: everything a kernel holds, as one immutable value.
 *
 * Tables are keyed by ids and no object points at another, so worlds can be compared, printed and shared:
 * a step copies what it changes and nothing else. Linux's three layers stay three: descriptor (in a
 * `DescriptorTable`), open file description (`OpenFile`), object (`Pipe`, `Inode`).
 */
import type { Map as ImmutableMap, Set as ImmutableSet } from 'immutable';
import type { Row } from './table.js';
import type { Call, SignalInfo, ActorName, Value } from '../abi/index.js';
import type { Timers } from './timers.js';
import type { Identity, Limits } from './identity.js';

export type TaskId = ActorName;
/** What a number refers to while anybody uses it (struct pid): called like the actor that was born with it. */
export type PidId = ActorName;
/** A process is called like the `PidId` of its first task: it keeps that name through every execve. */
export type ProcessId = PidId;
export type TableId = number;
export type FileId = number;
export type PipeId = number;
export type InodeId = number;
export type HandlersId = number;
export type MemoryId = number;
export type FsId = number;
export type FutexWaitId = number;

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
  readonly memories: ImmutableMap<MemoryId, Memory>;
  readonly fs: ImmutableMap<FsId, FsState>;
  readonly futexWaits: ImmutableMap<FutexWaitId, FutexWait>;
  readonly pids: ImmutableMap<PidId, Pid>;
  /** Numbers in use, each called like the actor that had it first, and who has it now. */
  readonly numbers: ImmutableMap<ActorName, PidId>;
  /** Actors that were born with a number that another one had before, and which. */
  readonly aliases: ImmutableMap<ActorName, ActorName>;
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
  /** The actors hold every capability over their own namespaces. */
  readonly privileged: boolean;
  /** But for these, by name. */
  readonly withheld: readonly string[];
}

/** Which rows each sleeper's condition read, and who reads each row: see watches.ts. */
export interface Watches {
  readonly rows: ImmutableMap<TaskId, readonly Row[]>;
  readonly watchers: ImmutableMap<Row, ImmutableSet<TaskId>>;
}

/** A thread: what the kernel schedules. */
export interface Task {
  readonly id: TaskId;
  readonly process: ProcessId;
  /** Its TID: its own from birth, its process's after an execve. */
  readonly pid: PidId;
  /** What it may share with others: descriptors, dispositions, memory, umask and directory. */
  readonly table: TableId;
  readonly handlers: HandlersId;
  readonly memory: MemoryId;
  readonly fs: FsId;
  readonly comm: string;
  readonly identity: Identity;
  /** The signals it blocks: bit n-1 for signal n. */
  readonly mask: bigint;
  /** The mask to return to after a call that replaced it for its wait (rt_sigsuspend). */
  readonly savedMask?: bigint | undefined;
  /** The signals that it waits for and that wake it although it blocks them (rt_sigtimedwait). */
  readonly awaited?: bigint | undefined;
  /** Another thread has woken it for a signal and then taken that itself: its sleep is cut by nothing. */
  readonly disturbed?: true | undefined;
  /** Signals directed at this thread. */
  readonly pending: readonly PendingSignal[];
  /** The call in which it sleeps; it is tried again when woken. */
  readonly blocked?: BlockedCall | undefined;
  /** Stopped on its way back to user mode; what it was about to do there. */
  readonly stopped?: { readonly way: WayBack; readonly frames: readonly Frame[] } | undefined;
  readonly altStack: AltStack;
  /** Set to zero, and one sleeper there woken, when it ends or leaves its memory (set_tid_address). */
  readonly clearTid?: Cell | undefined;
  /** Its list of semaphore adjustments, where it may share one (CLONE_SYSVSEM). */
  readonly undo?: number | undefined;
  /** Where the head of its list of robust futexes lies: null, or where it was said to be (set_robust_list). */
  readonly robust?: Extract<Value, { kind: 'place' }> | undefined;
  /** Its parent sleeps until it ends or runs a new image (CLONE_VFORK). */
  readonly vforked?: boolean;
}

/** A descriptor of a sleeping call: it means this description until the call is over. */
export interface Held {
  readonly fd: number;
  readonly file: FileId;
}

/** A call that sleeps: the call itself, and how far it came. */
export interface BlockedCall {
  readonly call: Call;
  readonly spawns?: ActorName;
  /** What its text keeps while it sleeps: `done`, and what `enter` named. */
  readonly kept: Readonly<Record<string, unknown>>;
  /** A signal has come that it will look at once it goes on (TIF_SIGPENDING). */
  readonly alerted?: true;
  /** The descriptor that it works on, and the description behind it when the call was made. */
  readonly held?: Held | undefined;
  /** It has begun to wait: where its text says `resumes` it goes on from there. */
  readonly entered: boolean;
}

/** A handler that shall run: a signal frame on the thread's stack, and the mask to return to after it. */
export interface Frame {
  readonly signal: number;
  readonly info: SignalInfo;
  readonly mask: bigint;
  /** The flags of its disposition when it was delivered. */
  readonly flags: bigint;
  /** It lies on the alternate stack. */
  readonly altstack: boolean;
}

/** Where a thread's handlers run that ask for it (sigaltstack); of size 0 while there is none. */
export interface AltStack {
  /** Its lowest address, as a place or a number. */
  readonly at: Value;
  readonly flags: bigint;
  readonly size: bigint;
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
      readonly restart: Restart;
    };

/** What becomes of a call that a signal cut short (ERESTARTSYS and its kin). */
export type Restart = 'sys' | 'nohand' | 'block' | 'nointr' | 'never';

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
  /** The timer of timer_create that sent it. */
  readonly timer?: number;
  /** Of a signal to a whole process: the thread that was woken to take it. */
  readonly taker?: TaskId | undefined;
  /** The user against whose RLIMIT_SIGPENDING it counts; nothing for one that was not queued: it has lost its siginfo. */
  readonly charged?: number | undefined;
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
  /** The thread of the parent that made it (__WNOTHREAD); nothing where init adopted it. */
  readonly parentTask: TaskId | undefined;
  /** Its children that are not yet reaped, oldest first. */
  readonly children: readonly ProcessId[];
  /** Its threads that have not ended, oldest first. */
  readonly tasks: readonly TaskId[];
  /** The thread whose end is the process's own: it stays as a zombie while others live. */
  readonly leader: TaskId;
  /** What is left of a leader that has ended: it stays as a zombie. */
  readonly remains?: Remains | undefined;
  /** The signal that its parent gets at its end; 0 for none. */
  readonly exitSignal: number;
  /** Process group and session. */
  readonly group: PidId;
  readonly session: PidId;
  /** Signals directed at the whole process. */
  readonly pending: readonly PendingSignal[];
  readonly state: 'alive' | 'zombie';
  readonly exit?: ExitStatus;
  /** The signal that stopped it, while it is stopped or its threads are about to. */
  readonly stopped?: number | undefined;
  /** The signal that ends it: all of its threads die before they do anything else (SIGNAL_GROUP_EXIT). */
  readonly doom?: number | undefined;
  /** It was continued (in the midst of a stop, or of being stopped), and none of its threads has run since. */
  readonly untold?: SignalInfo | undefined;
  /** A stop (by that signal) or a continuation that wait4 has not told yet. */
  readonly report?: StopReport | undefined;
  /** The arguments of its image. */
  readonly argv: readonly string[];
  /** It has made an execve since it was forked (setpgid asks). */
  readonly executed: boolean;
  readonly timers: Timers;
  readonly limits: Limits;
  /** It adopts the orphans among its descendants (PR_SET_CHILD_SUBREAPER). */
  readonly subreaper: boolean;
  /** How many images its threads have run, and how many its parent's had when that made it (self_exec_id, parent_exec_id). */
  readonly images: number;
  readonly parentImages: number;
}

/** What is left of a first thread: what it blocked, its name, who it was, the dispositions that it may share. */
export interface Remains {
  readonly mask: bigint;
  readonly comm: string;
  readonly identity: Identity;
  readonly handlers: HandlersId;
  /** Its memory could be dumped when it left it. */
  readonly dumpable: boolean;
}

/** A number in use: how many tasks, processes, groups and sessions it names. */
export interface Pid {
  /** The number, called like the actor that had it first. */
  readonly number: ActorName;
  readonly uses: number;
}

/** An 8-byte word of memory that a scenario can name: `private(3)`, `shared(0)`. */
export interface Cell {
  readonly place: 'private' | 'shared';
  readonly index: number;
}

/** What tasks with one address space share: the words that are not zero, by index, and whether it may be dumped. */
export interface Memory {
  readonly refs: number;
  readonly cells: ImmutableMap<number, bigint>;
  /** It may be dumped, and looked at by others of the same user (PR_SET_DUMPABLE). */
  readonly dumpable: boolean;
  /** The barriers that were registered for (membarrier): the bits of their commands. */
  readonly barriers: bigint;
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

/** What CLONE_FS shares. */
export interface FsState {
  readonly refs: number;
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
    | { readonly kind: 'pipe'; readonly pipe: PipeId }
    | { readonly kind: 'inode'; readonly inode: InodeId }
    /** A process, or one thread of it (PIDFD_THREAD): never another one that gets its number later. */
    | { readonly kind: 'pidfd'; readonly pid: PidId; readonly thread: boolean };
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
  /** Where the model ends: /proc. Nothing that leads through it is specified here. */
  | { readonly kind: 'unmodelled'; readonly mode: number };
