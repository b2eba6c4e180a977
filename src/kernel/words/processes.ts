/** What the words about processes do: see src/spec/words/processes.ts. */
import type { ProcessWord } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { endProcess, endTask } from '../objects/process.js';
import { leaveSharedHandlers, resetHandlers } from '../objects/disposition.js';
import { isAnybodysNumber, numberOf, ownerOf } from '../objects/pid.js';
import { createTask, endSiblings, forked } from '../objects/task.js';
import { closeOnExec } from '../objects/descriptor-table.js';
import { programWords } from './programs.js';
import { INIT, type Process } from '../world.js';

/** The implementations, over the context of one kernel. */
export function processWords(context: Context): Record<ProcessWord, (...args: never[]) => unknown> {
  return {
    ...identityWords(context),
    ...lifeWords(context),
    ...imageWords(context),
    ...programWords(context),
  };
}

function identityWords(context: Context) {
  return {
    own_pid: () => numberOf(context.draft, callerOf(context).id, ownProcess(context)),
    own_tid: () => numberOf(context.draft, context.draft.task(context.task).pid, ownProcess(context)),
    is_anybodys_number: (pid: bigint) => isAnybodysNumber(pid < 0n ? -pid : pid),
    is_init_of_scenario: (number: bigint) => ownerOf(context.draft, number, ownProcess(context)) === INIT,
    parent_pid: () => numberOf(context.draft, callerOf(context).parent, ownProcess(context)),
  };
}

function lifeWords(context: Context) {
  return {
    fork: () => {
      const child = context.spawns;
      if (child === undefined) throw new ModelBug('a call that makes an actor was given no name for it');
      createTask(context.draft, context.task, forked(child));
      return numberOf(context.draft, child, ownProcess(context));
    },
    exit_process: (code: bigint) => {
      endProcess(context, callerOf(context).id, { kind: 'exited', code: Number(code & 0xffn) });
      return true;
    },
    end_sibling_threads: () => {
      endSiblings(context.draft, context.task);
      context.letOthersRun();
      return true;
    },
    exit_thread: (code: bigint) => {
      endTask(context, context.task, Number(code & 0xffn));
      return true;
    },
  };
}

function imageWords(context: Context) {
  return {
    close_on_exec: () => {
      closeOnExec(context.draft, context.draft.task(context.task).table);
      return true;
    },
    reset_caught_signals: () => {
      const { draft, task } = context;
      const handlers = leaveSharedHandlers(draft, draft.task(task).handlers);
      draft.setTask(task, { handlers });
      resetHandlers(draft, handlers);
      return true;
    },
  };
}

function callerOf({ draft, task }: Context): Process {
  return draft.process(draft.task(task).process);
}
