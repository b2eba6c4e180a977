/** What the words about processes do: see src/spec/words/processes.ts. */
import type { Memory, ProcessWord } from '../../spec/index.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { endProcess, endTask, replaceImage } from '../objects/process.js';
import { resetHandlers } from '../objects/disposition.js';
import { INIT_PID, numberOf } from '../objects/pid.js';
import { createTask, endSiblings, forked } from '../objects/task.js';
import { findProgram } from '../objects/program.js';
import { closeOnExec } from '../objects/descriptor-table.js';
import { textIn } from './memory.js';
import type { Credentials } from '../identity.js';
import type { Process } from '../world.js';

/** PID_MAX_LIMIT of 64-bit kernels (include/linux/threads.h): no process has this number or a greater one. */
const PID_LIMIT = 4_194_304n;
/** The implementations, over the context of one kernel. */
export function processWords(context: Context): Record<ProcessWord, (...args: never[]) => unknown> {
  return { ...identityWords(context), ...lifeWords(context), ...imageWords(context) };
}

function identityWords(context: Context) {
  return {
    own_pid: () => numberOf(context.draft, callerOf(context).id),
    own_tid: () => numberOf(context.draft, context.draft.task(context.task).pid),
    is_anybodys_number: (pid: bigint) => {
      const number = pid < 0n ? -pid : pid;
      return number > INIT_PID && number < PID_LIMIT;
    },
    parent_pid: () => numberOf(context.draft, callerOf(context).parent),
  };
}

function lifeWords(context: Context) {
  return {
    fork: () => {
      const child = context.spawns;
      if (child === undefined) throw new ModelBug('a call that makes an actor was given no name for it');
      createTask(context.draft, context.task, forked(child));
      return numberOf(context.draft, child);
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
      resetHandlers(context.draft, context.draft.task(context.task).handlers);
      return true;
    },
    program_obstacle: (path: Memory) =>
      findProgram(context.draft, textIn(path), credentialsOf(context)).obstacle,
    faults_as_vector: (vector: Memory) => vector.place === 'unmapped' || vector.place === 'straddling',
    has_too_long_string: (vector: Memory) => stringsOf(vector).some((one) => one.length >= LONGEST_STRING),
    replace_image: (path: Memory, argv: Memory) => {
      const text = textIn(path);
      const { before } = findProgram(context.draft, text, credentialsOf(context)).program;
      const all = before.length === 0 ? stringsOf(argv) : [...before, ...stringsOf(argv).slice(1)];
      replaceImage(context.draft, context.task, nameIn(text), all.length === 0 ? [''] : all);
      return true;
    },
  };
}

function callerOf({ draft, task }: Context): Process {
  return draft.process(draft.task(task).process);
}

function credentialsOf({ draft, task }: Context): Credentials {
  return draft.task(task).identity.credentials;
}

/** The last name of a path. */
function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** MAX_ARG_STRLEN: 32 pages, the NUL of the string included. */
const LONGEST_STRING = 131072;

/** The strings of a vector. */
function stringsOf(vector: Memory): string[] {
  const items = vector.value?.kind === 'list' ? vector.value.items : [];
  return items.map((item) => (item.kind === 'bytes' ? item.bytes : ''));
}
