/**
 * Processes: made by fork, ended by exit or a signal, kept as zombies until their parent has waited for them.
 * From kernel/fork.c (copy_process) and kernel/exit.c (do_exit, exit_notify, wait_consider_task).
 */
import { actor, signalName, type SignalInfo } from '../../abi/index.js';
import type { Context } from '../context.js';
import { ModelBug, type Draft } from '../draft.js';
import {
  INIT,
  type ExitStatus,
  type Process,
  type ProcessId,
  type StopReport,
  type TaskId,
} from '../world.js';
import { copyTable, releaseTable } from './descriptor-table.js';
import { copyHandlers, dispositionOf, releaseHandlers } from './disposition.js';
import { sendToProcess } from './signal.js';
import { SIGCHLD } from './signal-set.js';

/** SA_NOCLDWAIT of the generic ABI: children leave no zombies. */
const SA_NOCLDWAIT = 2n;
/** TASK_COMM_LEN without its NUL. */
const COMM_LENGTH = 15;

/** A child that is a copy of the task's process, with one thread: the calling one. */
export function forkProcess(draft: Draft, parentTask: TaskId, child: TaskId): void {
  const task = draft.task(parentTask);
  const parent = draft.process(task.process);
  if (draft.processes.has(child)) throw new ModelBug(`actor ${child} exists already`);
  draft.tasks.set(child, {
    ...task,
    id: child,
    process: child,
    table: copyTable(draft, task.table),
    handlers: copyHandlers(draft, task.handlers),
    pending: [],
    savedMask: undefined,
    blocked: undefined,
    stopped: undefined,
  });
  draft.processes.set(child, {
    ...parent,
    id: child,
    parent: parent.id,
    children: [],
    tasks: [child],
    pending: [],
    stopped: undefined,
    report: undefined,
  });
  draft.setProcess(parent.id, { children: [...draft.process(parent.id).children, child] });
  draft.show({ kind: 'began', actor: child });
}

/** A new program in the same process. */
export function replaceImage(draft: Draft, id: TaskId, comm: string, argv: readonly string[]): void {
  const task = draft.task(id);
  draft.setProcess(task.process, { argv, comm: comm.slice(0, COMM_LENGTH) });
  draft.show({ kind: 'image', actor: id, argv });
}

/**
 * Ends a whole process: its descriptors are closed, its children go to init, and it becomes a zombie or,
 * where nobody wants to know of it, nothing.
 */
export function endProcess(context: Context, id: ProcessId, exit: ExitStatus): void {
  const { draft } = context;
  for (const taskId of draft.process(id).tasks) {
    const task = draft.task(taskId);
    draft.tasks.delete(taskId);
    releaseTable(draft, task.table);
    releaseHandlers(draft, task.handlers);
  }
  draft.setProcess(id, { tasks: [] });
  context.letOthersRun();
  const { children } = draft.process(id);
  draft.setProcess(id, {
    children: [],
    state: 'zombie',
    exit,
    pending: [],
    stopped: undefined,
    report: undefined,
  });
  for (const child of children) adoptByInit(draft, child);
  notifyParent(draft, id, exit);
  draft.ended.push(id);
}

/** Takes a zombie out of the world: its parent has waited for it, or never will. */
export function reap(draft: Draft, id: ProcessId): void {
  const { parent } = draft.process(id);
  if (parent !== INIT) {
    draft.setProcess(parent, { children: draft.process(parent).children.filter((child) => child !== id) });
  }
  remove(draft, id);
}

/** What wait4 can tell of a child, if anything: its end, or (where `options` ask) a stop or a continuation. */
export function newsOf(
  child: Process,
  wants: { stops: boolean; continuations: boolean },
): ChildNews | undefined {
  if (child.state === 'zombie' && child.exit !== undefined) return child.exit;
  if (child.report?.kind === 'stopped' && wants.stops) return child.report;
  if (child.report?.kind === 'continued' && wants.continuations) return child.report;
  return undefined;
}

export type ChildNews = ExitStatus | StopReport;

/** Marks the news as told: a zombie is reaped, a stop or a continuation is told once. */
export function tellNews(draft: Draft, id: ProcessId): void {
  if (draft.process(id).state === 'zombie') reap(draft, id);
  else draft.setProcess(id, { report: undefined });
}

function adoptByInit(draft: Draft, id: ProcessId): void {
  draft.setProcess(id, { parent: INIT });
  if (draft.process(id).state === 'zombie') remove(draft, id);
}

function notifyParent(draft: Draft, id: ProcessId, exit: ExitStatus): void {
  const { parent: parentId } = draft.process(id);
  const parent = draft.processes.get(parentId);
  if (parentId === INIT || parent === undefined) {
    remove(draft, id);
    return;
  }
  const [first] = parent.tasks;
  // A parent that is ending itself hears nothing: init will reap the child.
  if (first === undefined) return;
  const { action, flags } = dispositionOf(draft, draft.task(first), SIGCHLD);
  if (action !== 'ignore') sendToProcess(draft, parentId, SIGCHLD, exitInfo(id, exit));
  if (action === 'ignore' || (flags & SA_NOCLDWAIT) !== 0n) reap(draft, id);
}

function remove(draft: Draft, id: ProcessId): void {
  draft.processes.delete(id);
  draft.reaped.push(id);
}

function exitInfo(id: ProcessId, exit: ExitStatus): SignalInfo {
  if (exit.kind === 'exited') return { code: 'CLD_EXITED', pid: actor(id) };
  return { code: exit.dumped ? 'CLD_DUMPED' : 'CLD_KILLED', pid: actor(id) };
}

/** The name of a signal, for a wait status. */
export function statusSignal(signal: number): string {
  return signalName(signal) ?? String(signal);
}
