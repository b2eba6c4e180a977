/** Threads, as rows of the world. What becomes of them: objects/task.ts. */
import type { Value } from '../abi/index.js';
import type { BlockedCall, WayBack } from './blocked-call.js';
import type { Identity } from './identity.js';
import type { FsId, HandlersId, MemoryId, PidId, ProcessId, TableId, TaskId } from './ids.js';
import type { AltStack, Frame, PendingSignal } from './signals.js';
import type { Cell } from './address-space.js';

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

/** What CLONE_FS shares. */
export interface FsState {
  readonly refs: number;
  readonly umask: number;
}
