/** What the words about comparing do: see src/spec/words/comparing.ts. */
import type { ComparingWord } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { descriptorOf } from '../objects/descriptor-table.js';
import { mayInspect } from '../objects/inspection.js';
import { ownerOf, taskOf } from '../objects/pid.js';
import { threadWith as standing } from '../objects/standing.js';
import { INIT, type FileId, type Task } from '../world.js';

/** What two threads can have in common, as the row that both refer to; a zombie has handlers alone. */
const SHARED: Readonly<Record<string, (task: Partial<Task>) => unknown>> = {
  memory: ({ memory }) => memory,
  table: ({ table }) => table,
  fs: ({ fs }) => fs,
  handlers: ({ handlers }) => handlers,
  undo: ({ undo }) => undo,
};

/** The implementations, over the context of one kernel. */
export function comparingWords(context: Context): Record<ComparingWord, (...args: never[]) => unknown> {
  const file = (number: bigint, fd: bigint): FileId | undefined => {
    const table = threadWith(context, number)?.table;
    return table === undefined ? undefined : descriptorOf(context.draft, table, Number(fd))?.file;
  };
  return {
    has_thread: (number: bigint) => threadWith(context, number) !== undefined,
    may_inspect: (number: bigint) => {
      const thread = standing(context.draft, number, ownProcess(context));
      return thread === undefined || mayInspect(context.draft, context.task, thread);
    },
    has_file_at: (number: bigint, fd: bigint) => file(number, fd) !== undefined,
    compare_files: (one: bigint, other: bigint, fd: bigint, otherFd: bigint) =>
      order(context, file(one, fd) === file(other, otherFd)),
    compare: (what: string, one: bigint, other: bigint) => {
      const [a, b] = [threadWith(context, one), threadWith(context, other)];
      const of = SHARED[what];
      if (of === undefined || a === undefined || b === undefined)
        throw new ModelBug(`cannot compare ${what} of ${one} and ${other}`);
      return order(context, of(a) === of(b));
    },
  };
}

/** 0 for the same; of different things Linux says which is the greater, but not why. */
function order({ draft }: Context, same: boolean): bigint {
  return same ? 0n : BigInt(1 + draft.choose(2));
}

/** What the thread with that number refers to; of one that has ended, what is left. */
function threadWith(context: Context, number: bigint): Partial<Task> | undefined {
  const { draft } = context;
  const id = ownerOf(draft, number, ownProcess(context));
  if (id === undefined) return undefined;
  if (id === INIT) return {};
  const task = taskOf(draft, id);
  return task === undefined ? draft.processes.get(id)?.remains : draft.task(task);
}
