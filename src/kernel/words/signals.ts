/** What the words about signals do: see src/spec/words/signals.ts. */
import { int, names, SIGRTMAX, struct, word, type AbiTable, type Value } from '../../abi/index.js';
import { SignalSet, type Memory, type SignalWord } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Context } from '../context.js';
import { ModelBug, type Draft } from '../draft.js';
import { setValue } from '../answers.js';
import { KEPT_FLAGS } from '../objects/action-flags.js';
import { dispositionOf } from '../objects/disposition.js';
import { INIT_PID, numberOf, ownerOf, processOf, taskOf } from '../objects/pid.js';
import { sentBy } from '../objects/siginfo.js';
import { firstThread, maySignal, threadWith, type Thread } from '../objects/standing.js';
import { setDisposition } from '../objects/set-disposition.js';
import { sendToProcess, sendToTask } from '../objects/signal.js';
import { changeMask } from '../objects/taker.js';
import { setOf } from '../objects/signal-queue.js';
import { bit, UNBLOCKABLE } from '../objects/signal-set.js';
import type { Disposition, PidId, Process, ProcessId, Task } from '../world.js';

/** The implementations, over the context of one kernel. */
export function signalWords(
  context: Context,
  abi: AbiTable,
): Record<SignalWord, (...args: never[]) => unknown> {
  return { ...sendingWords(context), ...dispositionWords(context, abi), ...maskWords(context, abi) };
}

function sendingWords(context: Context) {
  return {
    raise: (signal: bigint) => {
      const { draft, task } = context;
      sendToTask(draft, task, Number(signal), sentBy(draft, task, 'SI_USER'));
      return true;
    },
    signal_waits_for_another: () => {
      const { id, process, mask } = callerOf(context);
      const { pending } = context.draft.process(process);
      return pending.some(
        ({ signal, taker }) => taker !== undefined && taker !== id && (bit(signal) & mask) === 0n,
      );
    },
    is_signal: (signal: bigint) => signal >= 1n && signal <= BigInt(SIGRTMAX),
    has_target: (pid: bigint) => pid === INIT_PID || targetsOf(context, callerOf(context), pid).length > 0,
    send_signal: (pid: bigint, signal: bigint) => {
      const targets = signal === 0n ? [] : permittedOf(context, pid, signal);
      const info = sentBy(context.draft, context.task, 'SI_USER');
      for (const { process, task } of targets) {
        sendToProcess(context.draft, process, Number(signal), info, task);
      }
      return true;
    },
    may_signal: (pid: bigint, signal: bigint) => permittedOf(context, pid, signal).length > 0,
    may_signal_thread: (tid: bigint, signal: bigint) => {
      const thread = threadWith(context.draft, tid);
      return thread !== undefined && maySignal(context.draft, context.task, thread, Number(signal));
    },
    is_thread_of: (tgid: bigint, tid: bigint) =>
      (tgid === INIT_PID && tid === INIT_PID) || threadOf(context, tgid, tid) !== undefined,
    send_to_thread: (tid: bigint, signal: bigint) => {
      const owner = ownerOf(context.draft, tid);
      const task = owner === undefined ? undefined : taskOf(context.draft, owner);
      if (signal === 0n || task === undefined) return true;
      return sendToTask(context.draft, task, Number(signal), sentBy(context.draft, context.task, 'SI_TKILL'));
    },
  };
}

function dispositionWords(context: Context, abi: AbiTable) {
  return {
    disposition: (signal: bigint) =>
      actionValue(abi, dispositionOf(context.draft, callerOf(context), Number(signal))),
    foreign_action: (act: Memory) => act.place === 'straddling',
    set_disposition: (signal: bigint, act: Memory) => {
      setDisposition(context.draft, context.task, Number(signal), actionOf(context.draft, abi, act));
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
    signal_set: (memory: Memory) => new SignalSet(setIn(context.draft, abi, memory)),
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

/** The processes that kill(pid) means; zombies are among them, init is not. A TID means its thread's process. */
function targetsOf({ draft }: Context, caller: Task, pid: bigint): ProcessId[] {
  if (pid > 0n) {
    const owner = ownerOf(draft, pid);
    const process = owner === undefined ? undefined : processOf(draft, owner);
    return process === undefined ? [] : [process];
  }
  const { group } = draft.process(caller.process);
  const means = (process: Process): boolean => {
    if (pid === -1n) return process.id !== caller.process;
    return pid === 0n ? process.group === group : numberOf(draft, process.group) === -pid;
  };
  return draft.processes
    .values()
    .filter(means)
    .map(({ id }) => id);
}

/** Those of them whom the caller may send that signal, each by the thread that was found; init may be among them. */
function permittedOf(context: Context, pid: bigint, signal: bigint): Thread[] {
  const { draft, task } = context;
  const one = pid > 0n ? threadWith(draft, pid) : undefined;
  const all = targetsOf(context, callerOf(context), pid).map((id) => firstThread(draft, id));
  return (one === undefined ? all : [one]).filter((thread) => maySignal(draft, task, thread, Number(signal)));
}

/** The thread with that TID, if it is one of the process with that PID; a zombie still has its first thread. */
function threadOf({ draft }: Context, tgid: bigint, tid: bigint): PidId | undefined {
  const owner = ownerOf(draft, tid);
  const process = owner === undefined ? undefined : processOf(draft, owner);
  return process !== undefined && numberOf(draft, process) === tgid ? owner : undefined;
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
function actionOf(draft: Draft, abi: AbiTable, { place, value }: Memory): Disposition {
  if (place === 'read-only') return { action: 'default', flags: 0n, mask: 0n };
  if (value?.kind !== 'struct') throw new ModelBug('a disposition is written as a struct');
  const { handler, flags, mask } = value.fields;
  const action = handler?.kind === 'word' ? handler.word : 'default';
  if (action !== 'default' && action !== 'ignore' && action !== 'handler')
    throw new ModelBug(`no disposition is called ${action}`);
  return {
    action,
    flags: (flags === undefined ? 0n : integerOf(draft, abi, flags)) & KEPT_FLAGS,
    mask: (mask === undefined ? 0n : maskOf(draft, abi, mask)) & ~UNBLOCKABLE,
  };
}

/** Eight bytes of a straddling place: each is an `x`. */
const STRADDLING_SET = 0x7878787878787878n;

/** The set that stands there: a page of zeros is the empty one. */
function setIn(draft: Draft, abi: AbiTable, { place, value }: Memory): bigint {
  return place === 'straddling' ? STRADDLING_SET : maskOf(draft, abi, value);
}

function maskOf(draft: Draft, abi: AbiTable, value: Value | undefined): bigint {
  if (value?.kind !== 'list') return 0n;
  return value.items.reduce((mask, item) => mask | (1n << (integerOf(draft, abi, item) - 1n)), 0n);
}
