/** What the words about queued signals do: see src/spec/words/queueing.ts. */
import {
  codeName,
  INFO_FIELDS,
  infoFields,
  int,
  names,
  signalName,
  type AbiTable,
  type InfoField,
  type InfoFieldName,
  type SignalInfo,
  type Value,
} from '../../abi/index.js';
import type { Memory, QueueingWord } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import { ownProcess, type Context } from '../context.js';
import { ownerOf, processOf, taskOf } from '../objects/pid.js';
import { sendToProcess, sendToThread } from '../objects/signal.js';
import { threadWith } from '../objects/standing.js';
import { symbolValue } from '../symbols.js';
import { INIT } from '../world.js';

/** A siginfo as a scenario wrote it: its code, and the fields beside it. */
interface Written {
  readonly code: number;
  readonly fields: Readonly<Record<string, Value>>;
}

/** The implementations, over the context of one kernel. */
export function queueingWords(
  context: Context,
  abi: AbiTable,
): Record<QueueingWord, (...args: never[]) => unknown> {
  const there = (memory: Memory): Written => writtenIn(context, abi, memory);
  return {
    is_thread: (tid: bigint) => isSomebody(context, tid),
    is_process: (pid: bigint) => isSomebody(context, pid),
    info_code: (memory: Memory) => BigInt(there(memory).code),
    has_unknown_code: (memory: Memory, signal: bigint) => !isKnownCode(Number(signal), there(memory).code),
    has_unknown_rest: (memory: Memory, signal: bigint) =>
      memory.place === 'straddling' && !isKnownCode(Number(signal), there(memory).code),
    has_foreign_field: (memory: Memory, signal: bigint) =>
      isForeign(there(memory), Number(signal)) || memory.place === 'straddling',
    queue_signal: (pid: bigint, signal: bigint, memory: Memory) => {
      const { draft } = context;
      const own = ownProcess(context);
      const owner = ownerOf(draft, pid, own);
      const process = owner === undefined ? undefined : processOf(draft, owner);
      if (signal === 0n || owner === undefined || process === undefined) return true;
      const info = infoOf(context, abi, there(memory), Number(signal));
      return sendToProcess(draft, process, Number(signal), info, taskOf(draft, owner), own);
    },
    queue_to_thread: (tid: bigint, signal: bigint, memory: Memory) => {
      const { draft } = context;
      const own = ownProcess(context);
      const thread = threadWith(draft, tid, own);
      if (signal === 0n || thread === undefined) return true;
      const info = infoOf(context, abi, there(memory), Number(signal));
      return sendToThread(draft, thread, Number(signal), info, own);
    },
  };
}

/** A thread, a zombie's first one, or the scenario's init has the number. */
function isSomebody(context: Context, number: bigint): boolean {
  const owner = ownerOf(context.draft, number, ownProcess(context));
  return owner === INIT || (owner !== undefined && processOf(context.draft, owner) !== undefined);
}

/** Each byte of a straddling place is an `x`. */
const LETTERS = 0x7878_7878;

function writtenIn(context: Context, abi: AbiTable, { place, value }: Memory): Written {
  if (place === 'straddling') return { code: LETTERS, fields: {} };
  const fields = value?.kind === 'struct' ? value.fields : {};
  const { code } = fields;
  return { code: code === undefined ? 0 : Number(BigInt.asIntN(32, integerOf(context, abi, code))), fields };
}

const SI_KERNEL = 128;
/** Codes above it belong to one signal, those up to it to any. */
const SI_USER = 0;
/** The last code of senders without a name is known (SI_DETHREAD), and one far below it (SI_ASYNCNL). */
const LEAST_KNOWN = -7;
const SI_ASYNCNL = -60;
/** The greatest code of each signal that has its own, and of all others (known_siginfo_layout). */
const OWN_LIMITS: Readonly<Record<string, number>> = {
  SIGILL: 11,
  SIGFPE: 15,
  SIGSEGV: 10,
  SIGBUS: 5,
  SIGTRAP: 6,
  SIGCHLD: 6,
  SIGIO: 6,
  SIGSYS: 2,
};
const OTHER_LIMIT = 6;

function isKnownCode(signal: number, code: number): boolean {
  if (code === SI_KERNEL || code === SI_ASYNCNL) return true;
  if (code > SI_USER) return code <= (OWN_LIMITS[signalName(signal) ?? ''] ?? OTHER_LIMIT);
  return code >= LEAST_KNOWN;
}

/** Fields that every siginfo has; the signal is overwritten by the one that is sent. */
const COMMON = ['signo', 'errno', 'code'];

function isForeign({ code, fields }: Written, signal: number): boolean {
  const known: readonly string[] = [...COMMON, ...infoFields(signal, code)];
  return Object.keys(fields).some((name) => !known.includes(name));
}

/** What a handler will be told: a field that was not written is 0. */
function infoOf(context: Context, abi: AbiTable, { code, fields }: Written, signal: number): SignalInfo {
  const field = (name: InfoFieldName): Value =>
    shown(INFO_FIELDS[name], fields[name] === undefined ? 0n : integerOf(context, abi, fields[name]), code);
  const told = infoFields(signal, code).map((name) => [name, field(name)] as const);
  const errno = field('errno');
  const wrong = errno.kind === 'int' && errno.value === 0n ? {} : { errno };
  return { code: codeName(signal, code) ?? String(code), ...Object.fromEntries(told), ...wrong };
}

/** CLD_EXITED: the status is no signal. */
const EXITED = 1;

function shown({ noun, bytes }: InfoField, number: bigint, code: number): Value {
  const kept = noun === 'uint' ? BigInt.asUintN(8 * bytes, number) : BigInt.asIntN(8 * bytes, number);
  const name = noun === 'status' && code !== EXITED ? signalName(Number(kept)) : undefined;
  if (name !== undefined) return names(name);
  return noun === 'pid' ? symbolValue(kept) : int(kept);
}
