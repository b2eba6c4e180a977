/** What the words about process groups and sessions do: see src/spec/words/jobs.ts. */
import type { JobWord } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { freePid, numberOf, OUTSIDE, ownerOf, usePid } from '../objects/pid.js';
import { threadWith, type Thread } from '../objects/standing.js';
import { INIT, type PidId, type Process, type ProcessId } from '../world.js';

/** The words, working on what `context` says at the time. */
export function jobWords(context: Context): Record<JobWord, (...args: never[]) => unknown> {
  return { ...threadWords(context), ...groupWords(context), ...actions(context) };
}

/** The thread with that number; 0 is the caller. */
export function threadAt(context: Context, number: bigint): Thread | undefined {
  const { draft, task } = context;
  const process = ownProcess(context);
  return number === 0n ? { process, task } : threadWith(draft, number, process);
}

/** The same, for words that are asked only where there is one. Throws ModelBug where there is none. */
export function knownThread(context: Context, number: bigint): Thread {
  const thread = threadAt(context, number);
  if (thread === undefined) throw new ModelBug(`no thread has the number ${number}`);
  return thread;
}

function threadWords(context: Context) {
  const own = () => callerOf(context);
  const process = (number: bigint) => context.draft.processes.get(knownThread(context, number).process);
  return {
    is_somebody: (number: bigint) => threadAt(context, number) !== undefined,
    is_first_thread: (number: bigint) =>
      number === 0n || numberOf(context.draft, knownThread(context, number).process, own().id) === number,
    is_ended: (number: bigint) => process(number)?.state === 'zombie',
    is_own_process: (number: bigint) => knownThread(context, number).process === own().id,
    is_own_child: (number: bigint) => process(number)?.parent === own().id,
    is_in_own_session: (number: bigint) => process(number)?.session === own().session,
    has_executed: (number: bigint) => process(number)?.executed === true,
    leads_session: (number: bigint) => {
      const found = process(number);
      return found !== undefined && found.session === found.id;
    },
  };
}

function groupWords(context: Context) {
  const members = (number: bigint): Process[] => {
    const group = groupNumbered(context, number);
    return group === undefined ? [] : context.draft.processes.values().filter((one) => one.group === group);
  };
  const asSeen = (id: PidId | undefined) =>
    id === undefined ? OUTSIDE : numberOf(context.draft, id, ownProcess(context));
  const found = (number: bigint) => context.draft.processes.get(knownThread(context, number).process);
  return {
    group_of: (number: bigint) => asSeen(found(number)?.group),
    session_of: (number: bigint) => asSeen(found(number)?.session),
    is_group: (number: bigint) => members(number).length > 0,
    is_group_in_own_session: (number: bigint) =>
      members(number).some(({ session }) => session === callerOf(context).session),
  };
}

function actions(context: Context) {
  return {
    join_group: (number: bigint, group: bigint) => {
      const { process } = number === 0n ? { process: callerOf(context).id } : knownThread(context, number);
      const joined = group === 0n ? process : groupNumbered(context, group);
      if (joined === undefined) throw new ModelBug(`there is no group ${group}`);
      moveTo(context, process, joined, context.draft.process(process).session);
      return true;
    },
    begin_session: () => {
      const { id } = callerOf(context);
      moveTo(context, id, id, id);
      return true;
    },
  };
}

function moveTo({ draft }: Context, id: ProcessId, group: PidId, session: PidId): void {
  const before = draft.process(id);
  for (const pid of [group, session]) usePid(draft, pid);
  draft.setProcess(id, { group, session });
  for (const pid of [before.group, before.session]) freePid(draft, pid);
}

function groupNumbered(context: Context, number: bigint): PidId | undefined {
  if (number === 0n) return callerOf(context).id;
  const id = ownerOf(context.draft, number, ownProcess(context));
  return id === INIT ? undefined : id;
}

function callerOf({ draft, task }: Context): Process {
  return draft.process(draft.task(task).process);
}
