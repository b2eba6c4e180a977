/** What calls do to masks, dispositions and pending signals, as far as their answers tell. */
import type { Value } from '../../../src/abi/index.js';
import { DEFAULT, processToChange, type Belief, type Disposition, type Process } from './belief.js';
import { argument, callerOf, errnoOf, nothing, type Effect } from './effect.js';
import { bits, isNull, numberOf, signalOf, signalsOf } from './reading.js';
import type { Answered } from './moment.js';

/** Signals whose sending flushes others or cannot be held back: their pending state is not followed. */
const NOT_FOLLOWED = new Set(['SIGKILL', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGCONT']);

/** Effects on signal state by call. */
export const SIGNAL_EFFECTS: Readonly<Record<string, Effect>> = {
  kill: (belief, answered) => send(belief, answered, 1),
  tgkill: (belief, answered) => send(belief, answered, 2),
  tkill: (belief, answered) => send(belief, answered, 1),
  rt_sigqueueinfo: mayQueueTimer,
  rt_tgsigqueueinfo: mayQueueTimer,
  rt_sigtimedwait: nothing,
  rt_sigaction: setDisposition,
  rt_sigprocmask: setMask,
  rt_sigpending: nothing,
  rt_sigsuspend: nothing,
  pause: nothing,
  sigaltstack: nothing,
  nanosleep: nothing,
  clock_nanosleep: nothing,
  alarm: nothing,
  setitimer: nothing,
  getitimer: nothing,
  timer_create: mayQueueTimer,
  timer_settime: nothing,
  timer_gettime: nothing,
  timer_getoverrun: nothing,
  timer_delete: nothing,
};

/** What `process` does with `signal`; nothing if nobody can be sure. */
export function dispositionOf(process: Process, signal: string): Disposition | undefined {
  return process.dispositions.has(signal) ? process.dispositions.get(signal) : DEFAULT;
}

/** A handler of `signal` ran: a one-shot disposition is the default one now. */
export function handlerRan(process: Process, signal: string): void {
  const disposition = dispositionOf(process, signal);
  if (((disposition?.flags ?? 0n) & bits('SA_RESETHAND')) !== 0n) process.dispositions.delete(signal);
  process.pending.delete(signal);
}

/** execve: handlers become default, what is ignored stays ignored; flags are gone. */
export function resetHandlers(process: Process): void {
  for (const [signal, disposition] of [...process.dispositions]) {
    if (disposition?.to === 'handler') process.dispositions.delete(signal);
    if (disposition?.to === 'ignore') process.dispositions.set(signal, { to: 'ignore', flags: 0n });
  }
}

function send(belief: Belief, answered: Answered, signalAt: number): boolean {
  const signal = signalOf(argument(answered, signalAt, 'sig'));
  const [target, thread] = answered.asked.call.args;
  if (errnoOf(answered) !== undefined || signal === undefined || NOT_FOLLOWED.has(signal)) return true;
  if (target?.kind !== 'actor' || target.negated) return true;
  if (signalAt === 2 && !(thread?.kind === 'actor' && thread.actor === target.actor)) return true;
  return hold(processToChange(belief, target.actor), signal);
}

/** What says that it is from a timer is dropped by execve, and so is what was sent again while it was pending. */
function mayQueueTimer(belief: Belief, answered: Answered): boolean {
  const [target] = answered.asked.call.args;
  const name = target?.kind === 'actor' ? target.actor : answered.asked.actor;
  const process = processToChange(belief, name);
  if (process !== undefined) process.timed = true;
  return true;
}

/** A wait for signals is over: which of them was taken need not be told, so none of them is surely pending. */
export function takeAwaited(belief: Belief, answered: Answered): void {
  if (answered.asked.call.name !== 'rt_sigtimedwait') return;
  const pending = callerOf(belief, answered)?.pending;
  const awaited = signalsOf(answered.asked.call.args[0]);
  for (const signal of awaited ?? [...(pending ?? [])]) pending?.delete(signal);
}

function hold(process: Process | undefined, signal: string): boolean {
  if (process?.life === 'alive' && process.mask?.has(signal) === true) process.pending.add(signal);
  return true;
}

function setDisposition(belief: Belief, answered: Answered): boolean {
  const caller = callerOf(belief, answered);
  const signal = signalOf(argument(answered, 0, 'sig'));
  const act = answered.asked.call.args[1];
  if (caller === undefined) return false;
  if (errnoOf(answered) !== undefined && errnoOf(answered) !== 'EFAULT') return true;
  if (isNull(act)) return true;
  if (signal === undefined) return false;
  caller.pending.delete(signal);
  const disposition = errnoOf(answered) === undefined ? readDisposition(act) : undefined;
  if (disposition === DEFAULT) caller.dispositions.delete(signal);
  else caller.dispositions.set(signal, disposition);
  return true;
}

function readDisposition(act: Value | undefined): Disposition | undefined {
  if (act?.kind !== 'struct') return undefined;
  const { handler, flags, mask } = act.fields;
  const alone = mask?.kind === 'list' && mask.items.length === 0;
  const number = flags === undefined ? 0n : flagsOf(flags);
  if (handler?.kind !== 'word' || number === undefined) return undefined;
  if (handler.word === 'handler') return { to: 'handler', flags: number, alone };
  if (handler.word === 'ignore') return { to: 'ignore', flags: number };
  return handler.word === 'default' ? { to: 'default', flags: number } : undefined;
}

/** The flags that laws speak of; other names do not matter. */
function flagsOf(flags: Value): bigint | undefined {
  if (flags.kind === 'int') return flags.value;
  if (flags.kind !== 'names') return undefined;
  return flags.names.reduce((sum, name) => sum | bits(name), flags.rest ?? 0n);
}

function setMask(belief: Belief, answered: Answered): boolean {
  const caller = callerOf(belief, answered);
  const change = answered.asked.call.args[1];
  if (caller === undefined) return false;
  if (errnoOf(answered) !== undefined && errnoOf(answered) !== 'EFAULT') return true;
  if (isNull(change)) return true;
  // EFAULT may come from bringing the old mask back, when the new one is already in force.
  caller.mask = errnoOf(answered) === undefined ? changedMask(caller.mask, answered) : undefined;
  for (const signal of caller.pending) if (caller.mask?.has(signal) !== true) caller.pending.delete(signal);
  return true;
}

function changedMask(mask: ReadonlySet<string> | undefined, answered: Answered) {
  const how = numberOf(argument(answered, 0, 'how'));
  const change = signalsOf(answered.asked.call.args[1]);
  if (how === undefined || change === undefined) return undefined;
  const wanted = combine(BigInt.asIntN(32, how), mask, change);
  wanted?.delete('SIGKILL');
  wanted?.delete('SIGSTOP');
  return wanted;
}

function combine(how: bigint, mask: ReadonlySet<string> | undefined, change: ReadonlySet<string>) {
  if (how === bits('SIG_SETMASK')) return new Set(change);
  if (mask === undefined) return undefined;
  if (how === bits('SIG_BLOCK')) return new Set([...mask, ...change]);
  return how === bits('SIG_UNBLOCK') ? new Set([...mask].filter((signal) => !change.has(signal))) : undefined;
}
