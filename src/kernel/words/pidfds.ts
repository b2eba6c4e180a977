/** What the words about pidfds do: see src/spec/words/pidfds.ts. */
import type { PidfdWord } from '../../spec/index.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { descriptorOf, install } from '../objects/descriptor-table.js';
import { O_NONBLOCK, O_RDWR, openDescription } from '../objects/open-file.js';
import { mayInspect } from '../objects/inspection.js';
import { isSeenIn, spaceOf } from '../objects/pid-space.js';
import { ownerOf, processOf, taskOf } from '../objects/pid.js';
import { firstThread, isDeadThread, maySignal, threadOf, type Thread } from '../objects/standing.js';
import { sentBy } from '../objects/siginfo.js';
import { refuseMixedViews } from '../objects/sender.js';
import { sendToProcess, sendToThread } from '../objects/signal.js';
import { INIT, type OpenFile, type PidId, type ProcessId } from '../world.js';
import { fileAt, tableOfCaller } from './descriptors.js';

const PIDFD_NONBLOCK = BigInt(O_NONBLOCK);
/** It refers to a thread. It has the bit of O_EXCL, and F_GETFL shows it. */
export const PIDFD_THREAD = 0o200n;
const SIGNAL_THREAD = 1n;
const SIGNAL_PROCESS = 2n;
const SIGNAL_GROUP = 4n;

/** Whom a descriptor refers to: a pidfd, or the directory of a process in /proc. */
type Referred = Pick<Extract<OpenFile['object'], { kind: 'pidfd' }>, 'pid' | 'thread'>;

/** The implementations, over the context of one kernel. */
export function pidfdWords(context: Context): Record<PidfdWord, (...args: never[]) => unknown> {
  return { ...numberWords(context), ...signalWords(context), ...takingWords(context) };
}

/** A descriptor of a process: the open file description and the lowest free descriptor for it, close-on-exec. */
export function installPidfd(context: Context, pid: PidId, flags: bigint): bigint {
  const thread = (flags & PIDFD_THREAD) !== 0n;
  const kept = Number(flags & (PIDFD_NONBLOCK | PIDFD_THREAD));
  const file = openDescription(context.draft, { kind: 'pidfd', pid, thread }, O_RDWR | kept);
  return BigInt(install(context.draft, tableOfCaller(context), file, 0, true));
}

function numberWords(context: Context) {
  const processNamed = (number: bigint): PidId | undefined => {
    const owner = ownerOf(context.draft, number, ownProcess(context));
    return owner === INIT || (owner !== undefined && context.draft.processes.has(owner)) ? owner : undefined;
  };
  return {
    names_a_thread: (number: bigint) => {
      const owner = ownerOf(context.draft, number, ownProcess(context));
      return owner === INIT || (owner !== undefined && processOf(context.draft, owner) !== undefined);
    },
    is_number_in_use: (number: bigint) => ownerOf(context.draft, number, ownProcess(context)) !== undefined,
    names_a_process: (number: bigint) => processNamed(number) !== undefined,
    open_pidfd: (number: bigint, flags: bigint) => {
      const owner = ownerOf(context.draft, number, ownProcess(context));
      if (owner === undefined) throw new ModelBug(`nobody has the number ${number}`);
      return installPidfd(context, owner, flags);
    },
  };
}

function signalWords(context: Context) {
  return {
    may_signal_by_pidfd: (pidfd: bigint, signal: bigint, flags: bigint) =>
      permittedOf(context, pidfd, flags, signal).length > 0,
    sees_by_pidfd: (pidfd: bigint) => {
      const { draft } = context;
      const space = spaceOf(draft, ownProcess(context));
      const { pid } = objectAt(context, pidfd);
      return pid === INIT ? space === INIT : isSeenIn(draft, pid, space);
    },
    reaches_by_pidfd: (pidfd: bigint, flags: bigint) =>
      objectAt(context, pidfd).pid === INIT || targetsOf(context, pidfd, flags).length > 0,
    is_for_a_dead_thread: (pidfd: bigint, flags: bigint) => {
      const referred = objectAt(context, pidfd);
      const found = threadOf(context.draft, referred.pid);
      return found !== undefined && isForThread(referred, flags) && isDeadThread(context.draft, found);
    },
    signal_by_pidfd: (pidfd: bigint, signal: bigint, flags: bigint) => {
      if (signal === 0n) return true;
      const referred = objectAt(context, pidfd);
      const found = threadOf(context.draft, referred.pid);
      const toThread = isForThread(referred, flags);
      const info = sentBy(context.draft, context.task, toThread ? 'SI_TKILL' : 'SI_USER');
      if (toThread) {
        return (
          found === undefined || sendToThread(context.draft, found, Number(signal), info, ownProcess(context))
        );
      }
      const targets = permittedOf(context, pidfd, flags, signal);
      refuseMixedViews(context.draft, targets, ownProcess(context), Number(signal));
      const sent = targets.map(({ process, task }) =>
        sendToProcess(context.draft, process, Number(signal), info, task, ownProcess(context)),
      );
      return sent.every((one) => one);
    },
  };
}

/** A signal with these flags goes to the one thread, and not to its process or its group. */
function isForThread({ thread }: Referred, flags: bigint): boolean {
  return flags === SIGNAL_THREAD || (thread && flags !== SIGNAL_PROCESS && flags !== SIGNAL_GROUP);
}

/** The processes that a signal through the descriptor, with these flags, is for. */
function targetsOf(context: Context, pidfd: bigint, flags: bigint): readonly ProcessId[] {
  const { pid } = objectAt(context, pidfd);
  if (flags !== SIGNAL_GROUP) {
    const process = processOf(context.draft, pid);
    return process === undefined ? [] : [process];
  }
  const members = context.draft.processes.values().filter(({ group }) => group === pid);
  return members.map(({ id }) => id);
}

/** Those of them whom the caller may send that signal, each by the thread that was found; init may be among them. */
function permittedOf(context: Context, pidfd: bigint, flags: bigint, signal: bigint): readonly Thread[] {
  const { draft, task } = context;
  const one = flags === SIGNAL_GROUP ? undefined : threadOf(draft, objectAt(context, pidfd).pid);
  const all =
    one === undefined ? targetsOf(context, pidfd, flags).map((id) => firstThread(draft, id)) : [one];
  return all.filter((thread) => maySignal(draft, task, thread, Number(signal)));
}

function takingWords(context: Context) {
  const taskAt = (pidfd: bigint) => {
    const id = taskOf(context.draft, objectAt(context, pidfd).pid);
    return id === undefined ? undefined : context.draft.task(id);
  };
  return {
    has_number_still: (pidfd: bigint) => {
      const { pid } = objectAt(context, pidfd);
      return pid === INIT || processOf(context.draft, pid) !== undefined;
    },
    may_inspect_by_pidfd: (pidfd: bigint) => {
      const { draft, task } = context;
      const thread = threadOf(draft, objectAt(context, pidfd).pid);
      return thread === undefined || mayInspect(draft, task, thread);
    },
    refers_to_zombie: (pidfd: bigint) => taskAt(pidfd) === undefined,
    refers_to_init: (pidfd: bigint) => objectAt(context, pidfd).pid === INIT,
    is_open_there: (pidfd: bigint, fd: bigint) => {
      const task = taskAt(pidfd);
      return task !== undefined && descriptorOf(context.draft, task.table, Number(fd)) !== undefined;
    },
    take_from: (pidfd: bigint, fd: bigint) => {
      const task = taskAt(pidfd);
      const slot = task && descriptorOf(context.draft, task.table, Number(fd));
      if (slot === undefined) throw new ModelBug(`descriptor ${fd} is not open there`);
      return BigInt(install(context.draft, tableOfCaller(context), slot.file, 0, true));
    },
  };
}

function objectAt(context: Context, pidfd: bigint): Referred {
  const { object } = fileAt(context, pidfd);
  if (object.kind === 'proc' && object.place === 'process') return { pid: object.pid, thread: false };
  if (object.kind !== 'pidfd') throw new ModelBug(`descriptor ${pidfd} refers to no process`);
  return object;
}
