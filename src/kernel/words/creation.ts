/** What the words about creation do: see src/spec/words/creation.ts. */
import type { CreationWord, Memory } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { CLONE } from '../objects/clone-flags.js';
import { leaveSharedFs } from '../objects/fs.js';
import { memoryOf, writeCellWord } from '../objects/memory.js';
import { numberOf, ownerOf, taskOf } from '../objects/pid.js';
import { isSeenIn, isSpaceInit } from '../objects/pid-space.js';
import { createTask, undoListOf, type NewTask } from '../objects/task.js';
import { decodeSymbol } from '../symbols.js';
import { INIT, type Cell, type TaskId } from '../world.js';
import { installPidfd, PIDFD_THREAD } from './pidfds.js';

/** The implementations, over the context of one kernel. */
export function creationWords(context: Context): Record<CreationWord, (...args: never[]) => unknown> {
  return {
    ...makingWords(context),
    ...memoryWords(context),
    ...numberWords(context),
    ...sharingWords(context),
  };
}

function makingWords(context: Context) {
  return {
    make_task: (flags: bigint, exitSignal: bigint, wanted: bigint) => {
      const { draft, spawns } = context;
      if (spawns === undefined) throw new ModelBug('a call that makes an actor was given no name for it');
      const number = wanted === 0n ? spawns : (decodeSymbol(wanted)?.actor ?? spawns);
      createTask(draft, context.task, { ...wantedBy(flags, Number(exitSignal)), id: spawns, number });
      return numberOf(draft, spawns, ownProcess(context));
    },
    lends_its_maker: (number: bigint) => {
      const id = ownerOf(context.draft, number, ownProcess(context));
      return id !== undefined && context.draft.tasks.get(id)?.vforked === true;
    },
  };
}

function wantedBy(flags: bigint, exitSignal: number): Omit<NewTask, 'id' | 'number'> {
  const has = (flag: bigint): boolean => (flags & flag) !== 0n;
  return {
    shares: {
      table: has(CLONE.FILES),
      handlers: has(CLONE.SIGHAND),
      memory: has(CLONE.VM),
      fs: has(CLONE.FS),
      undo: has(CLONE.SYSVSEM),
    },
    thread: has(CLONE.THREAD),
    sibling: has(CLONE.PARENT),
    exitSignal,
    vforked: has(CLONE.VFORK),
    newSpace: has(CLONE.NEWPID),
    forgetsHandlers: has(CLONE.CLEAR_SIGHAND),
  };
}

function memoryWords(context: Context) {
  return {
    store_number_in_child: (number: bigint, place: Memory) => {
      const cell = cellOf(place);
      if (cell === undefined) return true;
      const { draft } = context;
      const task = taskWith(context, number);
      writeCellWord(draft, task, cell, numberOf(draft, draft.task(task).pid, draft.task(task).process));
      return true;
    },
    store_number: (place: Memory, number: bigint) => {
      const cell = cellOf(place);
      if (cell !== undefined) writeCellWord(context.draft, context.task, cell, number);
      return true;
    },
    install_pidfd: (number: bigint, thread: boolean) => {
      const pid = ownerOf(context.draft, number, ownProcess(context)) ?? '';
      return installPidfd(context, pid, thread ? PIDFD_THREAD : 0n);
    },
    is_robust_list: ({ place }: Memory) => place === 'robust',
    clear_at_end_of: (number: bigint, place: Memory) => {
      const clearTid = cellOf(place);
      context.draft.setTask(taskWith(context, number), { clearTid });
      return true;
    },
  };
}

function numberWords(context: Context) {
  return {
    is_init_of_namespace: () => isSpaceInit(context.draft, ownProcess(context)),
    has_begun: (number: bigint) => {
      const { actor = '', space = INIT } = decodeSymbol(number) ?? {};
      const { draft } = context;
      const begun = draft.tasks.has(actor) || draft.zombies.has(actor) || draft.departed.has(actor);
      return begun && isSeenIn(draft, actor, space);
    },
    is_in_use: (number: bigint) => ownerOf(context.draft, number, ownProcess(context)) !== undefined,
  };
}

function sharingWords(context: Context) {
  const caller = () => context.draft.task(context.task);
  return {
    has_only_thread: () => {
      const { tasks, remains } = context.draft.process(caller().process);
      return tasks.length === 1 && remains === undefined;
    },
    shares_handlers: () => context.draft.handlers.row(caller().handlers).refs > 1,
    shares_memory: () => memoryOf(context.draft, caller().memory).refs > 1,
    leave_shared_fs: () => {
      context.draft.setTask(context.task, { fs: leaveSharedFs(context.draft, caller().fs) });
      return true;
    },
    have_undo_list: () => {
      undoListOf(context.draft, context.task);
      return true;
    },
    forget_undo_list: () => {
      context.draft.setTask(context.task, { undo: undefined });
      return true;
    },
  };
}

/** The living task with that number. */
function taskWith(context: Context, number: bigint): TaskId {
  const { draft } = context;
  const id = ownerOf(draft, number, ownProcess(context));
  const task = id === undefined ? undefined : taskOf(draft, id);
  if (task === undefined) throw new ModelBug(`no task has the number ${number}`);
  return task;
}

/** The cell that an address is of, if it is of one. */
function cellOf({ place, room }: Memory): Cell | undefined {
  return place === 'private' || place === 'shared' ? { place, index: room } : undefined;
}
