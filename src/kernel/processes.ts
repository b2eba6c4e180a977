/** Processes, and the numbers in use, as rows of the world. What becomes of them: objects/process.ts, pid.ts. */
import type { ActorName, SignalInfo } from '../abi/index.js';
import type { Dumpable } from './address-space.js';
import type { Identity, Limits } from './identity.js';
import type { HandlersId, PidId, PidSpaceId, ProcessId, TaskId } from './ids.js';
import type { PendingSignal } from './signals.js';
import type { Timers } from './timers.js';

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
  /** The microseconds that its threads have worked, as instructions of the scenario say. */
  readonly worked: bigint;
  /** It adopts the orphans among its descendants (PR_SET_CHILD_SUBREAPER). */
  readonly subreaper: boolean;
  /** How many images its threads have run, and how many its parent's had when that made it (self_exec_id, parent_exec_id). */
  readonly images: number;
  readonly parentImages: number;
}

/** How a process ended, as wait4 tells it. */
export type ExitStatus =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: number; readonly dumped: boolean };

/** What a parent that asks for it is told of a child that has not ended. */
export type StopReport =
  { readonly kind: 'stopped'; readonly signal: number } | { readonly kind: 'continued' };

/** What is left of a first thread: what it blocked, its name, who it was, the dispositions that it may share. */
export interface Remains {
  readonly mask: bigint;
  readonly comm: string;
  readonly identity: Identity;
  readonly handlers: HandlersId;
  /** Whether its memory could be dumped when it left it. */
  readonly dumpable: Dumpable;
  /** The code with which it ended alone, before its process. */
  readonly code?: number;
}

/** A number in use: how many tasks, processes, groups and sessions it names. */
export interface Pid {
  /** The number in the scenario's own PID namespace, called like the actor that had it first there. */
  readonly number: ActorName;
  /** The innermost PID namespace that it has a number in. */
  readonly space: PidSpaceId;
  readonly uses: number;
}
