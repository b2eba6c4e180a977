/** What the words of the vocabulary work on: the draft of the step, and the task that makes the call. */
import type { Draft } from './draft.js';
import type { Held, ProcessId, TaskId } from './world.js';

/** One context a kernel; the interpreter sets it before it evaluates an expression. */
export interface Context {
  draft: Draft;
  /** The task whose call is carried out. */
  task: TaskId;
  /** The actor that a success of the call makes. */
  spawns: TaskId | undefined;
  /** What the call that goes on holds since it fell asleep. */
  held: Held | undefined;
  /** Lets tasks that can go on now do so, or not: both are outcomes (a stage of a long action has ended). */
  letOthersRun: () => void;
}

/** Who makes a call, in which world. */
export type Caller = Pick<Context, 'draft' | 'task'>;

/** The process whose call is carried out: its PID namespace is the one in which numbers are read and told. */
export function ownProcess({ draft, task }: Caller): ProcessId {
  return draft.task(task).process;
}
