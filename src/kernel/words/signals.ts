/** What the words about signals do: see src/spec/words/signals.ts. */
import { int, names, SIGRTMAX, struct, word, type AbiTable, type Value } from '../../abi/index.js';
import { SignalSet, type Memory, type SignalWord } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import { ownProcess, type Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { setValue } from '../answers.js';
import { KEPT_FLAGS } from '../objects/action-flags.js';
import { dispositionOf } from '../objects/disposition.js';
import { INIT_PID, numberOf, OUTSIDE, ownerOf, processOf, taskOf } from '../objects/pid.js';
import { sentBy } from '../objects/siginfo.js';
import { isImmune, refuseMixedViews } from '../objects/sender.js';
import { firstThread, isDeadThread, maySignal, threadWith, type Thread } from '../objects/standing.js';
import { setDisposition } from '../objects/set-disposition.js';
import { sendToProcess, sendToThread } from '../objects/signal.js';
import { changeMask } from '../objects/taker.js';
import { setOf } from '../objects/signal-queue.js';
import { bit, UNBLOCKABLE } from '../objects/signal-set.js';
import { INIT, type Disposition, type PidId, type Process, type ProcessId, type Task } from '../world.js';

/** The implementations, over the context of one kernel. */
export function signalWords(
  context: Context,
  abi: AbiTable,
): Record<SignalWord, (...args: never[]) => unknown> {
  return { ...sendingWords(context), ...dispositionWords(context, abi), ...maskWords(context, abi) };
}

function sendingWords(context: Context) {
  return {
    ...toProcessWords(context),
    ...toThreadWords(context),
    raise: (signal: bigint) => {
      const { draft, task } = context;
      const thread = { process: ownProcess(context), task };
      sendToThread(draft, thread, Number(signal), sentBy(draft, task, 'SI_USER'), thread.process);
      return true;
    },
    send_to_own_process: (signal: bigint) =>
      sendToProcess(context.draft, ownProcess(context), Number(signal), { code: 'SI_KERNEL' }, context.task),
    signal_waits_for_another: () => {
      const { id, process, mask } = callerOf(context);
      const { pending } = context.draft.process(process);
      return pending.some(
        ({ signal, taker }) => taker !== undefined && taker !== id && (bit(signal) & mask) === 0n,
      );
    },
    is_signal: (signal: bigint) => signal >= 1n && signal <= BigInt(SIGRTMAX),
  };
}

function toProcessWords(context: Context) {
  return {
    has_target: (pid: bigint) =>
      meansInit(context, pid) || targetsOf(context, callerOf(context), pid).length > 0,
    send_signal: (pid: bigint, signal: bigint) => {
      const targets = signal === 0n ? [] : permittedOf(context, pid, signal);
      const info = sentBy(context.draft, context.task, 'SI_USER');
      refuseMixedViews(context.draft, targets, ownProcess(context), Number(signal));
      for (const { process, task } of targets) {
        sendToProcess(context.draft, process, Number(signal), info, task, ownProcess(context));
      }
      return true;
    },
    withstands: (pid: bigint, signal: bigint) => {
      const { draft } = context;
      const owner = ownerOf(draft, pid, ownProcess(context));
      if (owner === undefined || owner === INIT) return owner === INIT;
      const forced = numberOf(draft, ownProcess(context), owner) === OUTSIDE;
      const task = taskOf(draft, owner);
      const isDefault =
        task !== undefined && dispositionOf(draft, draft.task(task), Number(signal)).action === 'default';
      return isDefault && isImmune(draft, owner, Number(signal), forced);
    },
    may_signal: (pid: bigint, signal: bigint) => permittedOf(context, pid, signal).length > 0,
  };
}

function toThreadWords(context: Context) {
  return {
    may_signal_thread: (tid: bigint, signal: bigint) => {
      const thread = threadWith(context.draft, tid, ownProcess(context));
      return thread !== undefined && maySignal(context.draft, context.task, thread, Number(signal));
    },
    is_thread_of: (tgid: bigint, tid: bigint) =>
      (tgid === tid && meansInit(context, tid)) || threadOf(context, tgid, tid) !== undefined,
    is_dead_thread: (tid: bigint) => {
      const thread = threadWith(context.draft, tid, ownProcess(context));
      return thread !== undefined && isDeadThread(context.draft, thread);
    },
    send_to_thread: (tid: bigint, signal: bigint) => {
      const own = ownProcess(context);
      const thread = threadWith(context.draft, tid, own);
      if (signal === 0n || thread === undefined) return true;
      const info = sentBy(context.draft, context.task, 'SI_TKILL');
      return sendToThread(context.draft, thread, Number(signal), info, own);
    },
  };
}

function dispositionWords(context: Context, abi: AbiTable) {
  return {
    disposition: (signal: bigint) =>
      actionValue(abi, dispositionOf(context.draft, callerOf(context), Number(signal))),
    foreign_action: (act: Memory) => act.place === 'straddling',
    set_disposition: (signal: bigint, act: Memory) => {
      setDisposition(context.draft, context.task, Number(signal), actionOf(context, abi, act));
      return true;
    },
  };
}

function maskWords(context: Context, abi: AbiTable) {
  const change = (mask: bigint): true => {
    changeMask(context.draft, context.task, mask & ~UNBLOCKABLE);
    return true;
  };
  return {
    signal_set: (memory: Memory) => new SignalSet(setIn(context, abi, memory)),
    blocked_signals: () => new SignalSet(callerOf(context).mask),
    pending_signals: () => {
      const { pending, process, mask } = callerOf(context);
      const shared = context.draft.process(process).pending;
      return new SignalSet((setOf(pending) | setOf(shared)) & mask);
    },
    block: ({ mask }: SignalSet) => change(callerOf(context).mask | mask),
    unblock: ({ mask }: SignalSet) => change(callerOf(context).mask & ~mask),
    block_only: ({ mask }: SignalSet) => change(mask),
    suspend_with: ({ mask }: SignalSet) => {
      context.draft.setTask(context.task, { savedMask: callerOf(context).mask });
      return change(mask);
    },
  };
}

function callerOf({ draft, task }: Context): Task {
  return draft.task(task);
}

/** The number is that of the scenario's init. */
function meansInit(context: Context, number: bigint): boolean {
  return ownerOf(context.draft, number, ownProcess(context)) === INIT;
}

/** The processes that kill(pid) means; zombies are among them, init is not. A TID means its thread's process. */
function targetsOf({ draft }: Context, caller: Task, pid: bigint): ProcessId[] {
  if (pid > 0n) {
    const owner = ownerOf(draft, pid, caller.process);
    const process = owner === undefined ? undefined : processOf(draft, owner);
    return process === undefined ? [] : [process];
  }
  const { group } = draft.process(caller.process);
  const means = (process: Process): boolean => {
    if (pid === -1n) {
      return process.id !== caller.process && numberOf(draft, process.id, caller.process) > INIT_PID;
    }
    return pid === 0n ? process.group === group : numberOf(draft, process.group, caller.process) === -pid;
  };
  return draft.processes
    .values()
    .filter(means)
    .map(({ id }) => id);
}

/** Those of them whom the caller may send that signal, each by the thread that was found; init may be among them. */
function permittedOf(context: Context, pid: bigint, signal: bigint): Thread[] {
  const { draft, task } = context;
  const one = pid > 0n ? threadWith(draft, pid, ownProcess(context)) : undefined;
  const all = targetsOf(context, callerOf(context), pid).map((id) => firstThread(draft, id));
  return (one === undefined ? all : [one]).filter((thread) => maySignal(draft, task, thread, Number(signal)));
}

/** The thread with that TID, if it is one of the process with that PID; a zombie still has its first thread. */
function threadOf(context: Context, tgid: bigint, tid: bigint): PidId | undefined {
  const { draft } = context;
  const own = ownProcess(context);
  const owner = ownerOf(draft, tid, own);
  const process = owner === undefined ? undefined : processOf(draft, owner);
  return process !== undefined && numberOf(draft, process, own) === tgid ? owner : undefined;
}

const ACTION_WORDS: Record<Disposition['action'], string> = {
  default: 'default',
  ignore: 'ignore',
  handler: 'handler',
};

function actionValue(abi: AbiTable, disposition: Disposition): Value {
  return struct({
    handler: word(ACTION_WORDS[disposition.action]),
    flags: flagsValue(abi, disposition.flags),
    mask: setValue(disposition.mask),
  });
}

/** Flags by name, in the order of their set; 0 where none is set. */
function flagsValue(abi: AbiTable, flags: bigint): Value {
  const set = (abi.flagSets['sigaction'] ?? []).filter(
    (name) => ((abi.constants.x86_64[name] ?? 0n) & flags) !== 0n,
  );
  return set.length === 0 ? int(0) : names(...set);
}

/** The action that stands there; a page of zeros is the default one. */
function actionOf(context: Context, abi: AbiTable, { place, value }: Memory): Disposition {
  if (place === 'read-only') return { action: 'default', flags: 0n, mask: 0n };
  if (value?.kind !== 'struct') throw new ModelBug('a disposition is written as a struct');
  const { handler, flags, mask } = value.fields;
  const action = handler?.kind === 'word' ? handler.word : 'default';
  if (action !== 'default' && action !== 'ignore' && action !== 'handler')
    throw new ModelBug(`no disposition is called ${action}`);
  return {
    action,
    flags: (flags === undefined ? 0n : integerOf(context, abi, flags)) & KEPT_FLAGS,
    mask: (mask === undefined ? 0n : maskOf(context, abi, mask)) & ~UNBLOCKABLE,
  };
}

/** Eight bytes of a straddling place: each is an `x`. */
const STRADDLING_SET = 0x7878787878787878n;

/** The set that stands there: a page of zeros is the empty one. */
function setIn(context: Context, abi: AbiTable, { place, value }: Memory): bigint {
  return place === 'straddling' ? STRADDLING_SET : maskOf(context, abi, value);
}

function maskOf(context: Context, abi: AbiTable, value: Value | undefined): bigint {
  if (value?.kind !== 'list') return 0n;
  return value.items.reduce((mask, item) => mask | (1n << (integerOf(context, abi, item) - 1n)), 0n);
}
