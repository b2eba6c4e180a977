/**
 * Processes: made by fork, ended by exit or a signal, kept as zombies until their parent has waited for them.
 * From kernel/fork.c (copy_process) and kernel/exit.c (do_exit, exit_notify, wait_consider_task).
 */
import type { Context } from '../context.js';
import type { Draft } from '../draft.js';
import type { ExitStatus, ProcessId, TaskId } from '../world.js';
import { lostWithMemory } from './alt-stack.js';
import { dispositionOf, leaveSharedHandlers, replaceDisposition } from './disposition.js';
import { leaveMemory } from './leave-memory.js';
import { newMemory } from './memory.js';
import { abandonChildren, hangUpOrphans } from './orphans.js';
import { isSeenIn, isSpaceInit } from './pid-space.js';
import { SIGCHLD, SIGKILL } from './signal-set.js';
import { becomeAfterExec } from './standing.js';
import { leaveProcess, refuseManyDeaths } from './task.js';
import { notifyParent, reap } from './zombie.js';

/** TASK_COMM_LEN without its NUL. */
const COMM_LENGTH = 15;

/** A new program in the same process: its memory, its handlers and its name are new. */
export function replaceImage(draft: Draft, id: TaskId, comm: string, argv: readonly string[]): void {
  const { process, handlers, altStack } = draft.task(id);
  leaveMemory(draft, id);
  draft.setTask(id, {
    memory: newMemory(draft),
    handlers: leaveSharedHandlers(draft, handlers),
    comm: comm.slice(0, COMM_LENGTH),
    robust: undefined,
    altStack: lostWithMemory(altStack),
  });
  becomeAfterExec(draft, id);
  draft.setProcess(process, { argv, executed: true, images: draft.process(process).images + 1 });
}

/** Ends one thread. With the last one its process ends, with the code of that one. */
export function endTask(context: Context, id: TaskId, code: number): void {
  const { draft } = context;
  const process = draft.process(draft.task(id).process);
  if (process.tasks.length > 1) leaveProcess(draft, id, code);
  else endProcess(context, process.id, { kind: 'exited', code });
}

/**
 * Ends a whole process: its descriptors are closed, its children go to whom they fall, and it becomes a zombie or,
 * where nobody wants to know of it, nothing.
 */
export function endProcess(context: Context, id: ProcessId, exit: ExitStatus): void {
  const { draft } = context;
  refuseManyDeaths(draft, draft.process(id), draft.process(id).tasks.length);
  for (const task of draft.process(id).tasks) leaveProcess(draft, task);
  context.letOthersRun();
  // Among others the init of its PID namespace may have ended, which has reaped it then.
  if (!draft.processes.has(id)) return;
  if (isSpaceInit(draft, id)) endSpace(context, id);
  const { children } = draft.process(id);
  draft.setProcess(id, {
    children: [],
    state: 'zombie',
    exit,
    pending: [],
    stopped: undefined,
    doom: undefined,
    report: undefined,
  });
  abandonChildren(draft, id, children);
  hangUpOrphans(draft, id);
  notifyParent(draft, id);
}

/**
 * The end of a PID namespace: all who are left in it are killed, and reaped by its init, which does not want to hear of
 * them (zap_pid_ns_processes). Only then it is a zombie itself.
 */
function endSpace(context: Context, init: ProcessId): void {
  const { draft } = context;
  ignoreChildren(draft, init);
  const others = draft.processes.values().filter(({ id }) => id !== init && isSeenIn(draft, id, init));
  for (const { id, state, doom } of others) {
    if (state === 'alive' && doom === undefined) draft.setProcess(id, { doom: SIGKILL });
  }
  for (const { id } of others) {
    if (draft.processes.get(id)?.state !== 'alive') continue;
    endProcess(context, id, { kind: 'killed', signal: SIGKILL, dumped: false });
  }
  for (const child of draft.process(init).children) reap(draft, child);
}

/** Also for whoever shares its dispositions. */
function ignoreChildren(draft: Draft, init: ProcessId): void {
  const { remains } = draft.process(init);
  if (remains === undefined) return;
  const { flags, mask } = dispositionOf(draft, remains, SIGCHLD);
  replaceDisposition(draft, remains, SIGCHLD, { action: 'ignore', flags, mask });
}

/** Marks the news as told: a zombie is reaped, a stop or a continuation is told once. */
export function tellNews(draft: Draft, id: ProcessId): void {
  if (draft.process(id).state === 'zombie') reap(draft, id);
  else draft.setProcess(id, { report: undefined });
}
