/**
 * Tasks: threads made by clone, with what they share, and what the end of one does to the others.
 * From kernel/fork.c (copy_process), kernel/exit.c (do_exit, release_task) and fs/exec.c (de_thread).
 */
import type { ActorName } from '../../abi/index.js';
import { ModelBug, type Draft } from '../draft.js';
import { NO_TIMERS } from '../timers.js';
import { disarmed } from './alt-stack.js';
import { INIT, type Process, type ProcessId, type Remains, type Task, type TaskId } from '../world.js';
import { copyTable, releaseTable, shareTable } from './descriptor-table.js';
import { copyHandlers, releaseHandlers, resetHandlers, shareHandlers } from './disposition.js';
import { copyFs, releaseFs, shareFs } from './fs.js';
import { leaveMemory } from './leave-memory.js';
import { copyMemory, memoryOf, shareMemory } from './memory.js';
import { freePid, takeNumber, usePid } from './pid.js';
import { beginSpace, spaceOf } from './pid-space.js';
import { tellDeath, wantsDeath } from './orphans.js';
import { retarget } from './taker.js';
import { wakeUp } from './sleep.js';
import { SIGCHLD } from './signal-set.js';

/** What a new task is to be. */
export interface NewTask {
  readonly id: TaskId;
  /** The actor that had its number first where its maker is; itself, if nobody did. */
  readonly number: ActorName;
  /** It is the init of a PID namespace of its own (CLONE_NEWPID). */
  readonly newSpace: boolean;
  /** What it shares with the task that makes it; everything else is copied. */
  readonly shares: { table: boolean; handlers: boolean; memory: boolean; fs: boolean; undo: boolean };
  /** A thread of the same process. */
  readonly thread: boolean;
  /** A child of the maker's parent, not of the maker (CLONE_PARENT). */
  readonly sibling: boolean;
  readonly exitSignal: number;
  readonly vforked: boolean;
  /** Its handlers are none of its maker's: caught signals have their default actions (CLONE_CLEAR_SIGHAND). */
  readonly forgetsHandlers: boolean;
}

/** What fork makes: a process that shares nothing. */
export function forked(id: TaskId): NewTask {
  const shares = { table: false, handlers: false, memory: false, fs: false, undo: false };
  return { id, number: id, shares, thread: false, sibling: false, exitSignal: SIGCHLD, ...PLAIN };
}

const PLAIN = { vforked: false, forgetsHandlers: false, newSpace: false } as const;

/** Makes a task as `wanted` by another one. It begins idle. */
export function createTask(draft: Draft, maker: TaskId, wanted: NewTask): void {
  const task = draft.task(maker);
  const { id, shares } = wanted;
  if (draft.tasks.has(id) || draft.departed.has(id)) throw new ModelBug(`actor ${id} exists already`);
  numberTask(draft, task.process, wanted);
  draft.tasks.set(id, {
    ...task,
    id,
    process: wanted.thread ? task.process : id,
    pid: id,
    table: (shares.table ? shareTable : copyTable)(draft, task.table),
    handlers: (shares.handlers ? shareHandlers : copyHandlers)(draft, task.handlers),
    memory: (shares.memory ? shareMemory : copyMemory)(draft, task.memory),
    fs: (shares.fs ? shareFs : copyFs)(draft, task.fs),
    ...FRESH,
    altStack: shares.memory && !wanted.vforked ? disarmed() : task.altStack,
    identity: { ...task.identity, deathSignal: 0 },
    vforked: wanted.vforked,
    undo: shares.undo ? undoListOf(draft, maker) : undefined,
  });
  if (wanted.forgetsHandlers) resetHandlers(draft, draft.task(id).handlers);
  if (wanted.thread) {
    draft.setProcess(task.process, { tasks: [...draft.process(task.process).tasks, id] });
  } else addProcess(draft, task, wanted);
  draft.show({ kind: 'began', actor: id });
}

function numberTask(draft: Draft, maker: ProcessId, { id, number, newSpace }: NewTask): void {
  const space = spaceOf(draft, maker);
  if (newSpace) beginSpace(draft, id, space);
  takeNumber(draft, id, newSpace ? id : space, { space, number });
}

/** What no new task inherits. */
const FRESH = {
  pending: [],
  savedMask: undefined,
  blocked: undefined,
  stopped: undefined,
  robust: undefined,
  clearTid: undefined,
} as const satisfies Partial<Task>;

/** The list of semaphore adjustments that others can share; a task that has none gets one. */
export function undoListOf(draft: Draft, id: TaskId): number {
  const undo = draft.task(id).undo ?? draft.freshId();
  draft.setTask(id, { undo });
  return undo;
}

function addProcess(draft: Draft, maker: Task, { id, sibling, exitSignal }: NewTask): void {
  const own = draft.process(maker.process);
  const parent = sibling ? own.parent : own.id;
  draft.processes.set(id, {
    ...own,
    id,
    parent,
    parentTask: sibling ? own.parentTask : maker.id,
    children: [],
    tasks: [id],
    leader: id,
    remains: undefined,
    exitSignal: sibling ? own.exitSignal : exitSignal,
    pending: [],
    stopped: undefined,
    report: undefined,
    executed: false,
    timers: NO_TIMERS,
    worked: 0n,
    subreaper: false,
    images: own.images,
    parentImages: sibling ? own.parentImages : own.images,
  });
  for (const pid of [id, own.group, own.session]) usePid(draft, pid);
  if (parent !== INIT) draft.setProcess(parent, { children: [...draft.process(parent).children, id] });
}

/**
 * Takes a task out of its process: what it shared is released, and what was meant for it goes to others. A first
 * thread stays as a zombie.
 */
export function leaveProcess(draft: Draft, id: TaskId, code?: number): void {
  const task = draft.task(id);
  const process = draft.process(task.process);
  const { dumpable } = memoryOf(draft, task.memory);
  leaveMemory(draft, id);
  releaseTable(draft, task.table);
  releaseFs(draft, task.fs);
  wakeUp(draft, id);
  draft.tasks.delete(id);
  const tasks = process.tasks.filter((one) => one !== id);
  draft.setProcess(process.id, { tasks });
  giveChildren(draft, process, id, tasks[0]);
  retarget(draft, process.id, id);
  if (process.leader === id) stayAsZombie(draft, task, { dumpable, ...(code === undefined ? {} : { code }) });
  else {
    releaseHandlers(draft, task.handlers);
    freePid(draft, task.pid);
    draft.departed = draft.departed.add(id);
  }
  draft.ended.push(id);
}

function stayAsZombie(draft: Draft, task: Task, end: Pick<Remains, 'dumpable' | 'code'>): void {
  const { id, process, mask, comm, handlers, identity } = task;
  draft.zombies.set(id, process);
  draft.setProcess(process, { remains: { mask, comm, handlers, identity, ...end } });
}

/**
 * The children of a thread that ends become another thread's, and get their death signals; of the last one, they
 * wait for what becomes of the process.
 */
function giveChildren(draft: Draft, { id, children }: Process, from: TaskId, to: TaskId | undefined): void {
  if (to === undefined) return;
  for (const child of children) {
    if (draft.process(child).parentTask !== from) continue;
    draft.setProcess(child, { parentTask: to });
    tellDeath(draft, child, id);
  }
}

/** Where several threads end at once, their children pass from one to the next, and get as many death signals. */
export function refuseManyDeaths(draft: Draft, { tasks, children }: Process, ending: number): void {
  if (ending < 2 || tasks.length < 2 || !wantsDeath(draft, children)) return;
  draft.unspecified = { clause: 'model/death-signals', reason: MANY_DEATHS };
}

const MANY_DEATHS = 'how often a death signal comes when several threads end at once is open';

/** execve: every other thread ends, and the calling one becomes the first, with the process's number. */
export function endSiblings(draft: Draft, id: TaskId): void {
  const { process: processId } = draft.task(id);
  const process = draft.process(processId);
  refuseManyDeaths(draft, process, process.tasks.length - 1);
  for (const other of draft.process(processId).tasks) if (other !== id) leaveProcess(draft, other);
  const { leader } = draft.process(processId);
  if (leader !== id) replaceLeader(draft, processId, leader, id);
  draft.setProcess(processId, { exitSignal: SIGCHLD });
}

function replaceLeader(draft: Draft, process: ProcessId, old: TaskId, id: TaskId): void {
  draft.zombies.delete(old);
  const { remains } = draft.process(process);
  if (remains !== undefined) releaseHandlers(draft, remains.handlers);
  draft.departed = draft.departed.add(old);
  freePid(draft, draft.task(id).pid);
  draft.setTask(id, { pid: process });
  draft.setProcess(process, { leader: id, remains: undefined });
}
