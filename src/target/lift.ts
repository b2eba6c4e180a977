/** Lifting: from the numbers and bytes that an agent saw to events as the notation writes them. */
import {
  errnoName,
  int,
  signalName,
  sortEvents,
  type AbiTable,
  type ActorName,
  type Arch,
  type Event,
  type Result,
  type SignalInfo,
} from '../abi/index.js';
import type { WireEvent } from './frames.js';
import { decodeValue } from './lift-value.js';
import type { Lowered } from './lower.js';

/** What lifting must know of the scenario and of the agent that ran it. */
export interface LiftContext {
  readonly abi: AbiTable;
  readonly arch: Arch;
  readonly actorOf: (slot: number) => ActorName;
  /** The call that the actor in a slot has under way. */
  readonly callOf: (slot: number) => Lowered;
  /** The file that this step looks at, if it looks. */
  readonly file: string;
  /** Address of the agent's handler. */
  readonly handler: bigint;
  /** Address of the first of its restorers. */
  readonly restorer: bigint;
}

/** The events of one step, in canonical order. Pure; every number that an agent can send has a meaning. */
export function liftStep(events: readonly WireEvent[], context: LiftContext): Event[] {
  return sortEvents(events.map((event) => liftEvent(event, context)));
}

type Lifters = {
  readonly [K in WireEvent['kind']]: (
    event: Extract<WireEvent, { kind: K }>,
    actor: ActorName,
    context: LiftContext,
  ) => Event;
};

const LIFTERS: Lifters = {
  returned: liftReturned,
  handler: ({ signo, info }, actor) => ({
    kind: 'handler',
    actor,
    signal: signalName(signo) ?? String(signo),
    info: liftInfo(signo, info),
  }),
  image: ({ argv }, actor) => ({ kind: 'image', actor, argv: argv.map(latin1) }),
  ended: ({ as }, actor) => ({ kind: 'ended', actor, as }),
  seen: ({ errno, text }, actor, { file }) => ({
    kind: 'seen',
    actor,
    file,
    text: latin1(text),
    ...(errno === 0 ? {} : { errno: errnoName(errno) }),
  }),
  blocked: (_, actor) => ({ kind: 'blocked', actor }),
  busy: (_, actor) => ({ kind: 'busy', actor }),
  began: (_, actor) => ({ kind: 'began', actor }),
  stopped: (_, actor) => ({ kind: 'stopped', actor }),
  continued: (_, actor) => ({ kind: 'continued', actor }),
};

function liftEvent(event: WireEvent, context: LiftContext): Event {
  const lift = LIFTERS[event.kind] as (event: WireEvent, actor: ActorName, context: LiftContext) => Event;
  return lift(event, context.actorOf(event.slot), context);
}

function liftReturned(
  { slot, value, refused, brought }: Extract<WireEvent, { kind: 'returned' }>,
  actor: ActorName,
  context: LiftContext,
): Event {
  const { signature, outputs } = context.callOf(slot);
  const result: Result = refused
    ? { kind: 'errno', errno: errnoName(Number(-value)) }
    : { kind: 'value', value: int(value) };
  const lifted = refused
    ? []
    : outputs.map((to, index) => decodeValue(to, brought[index] ?? NOTHING, context));
  return { kind: 'returned', actor, call: signature.name, result, outputs: lifted };
}

const NOTHING = new Uint8Array();

/** Offsets of asm-generic/siginfo.h: si_code, and si_pid where the code has one. */
const CODE_AT = 8;
const PID_AT = 16;
const SIGCHLD = 17;

/** Codes of every signal, and whether a PID comes with them. */
const CODES: Readonly<Record<number, { readonly name: string; readonly pid: boolean }>> = {
  0: { name: 'SI_USER', pid: true },
  128: { name: 'SI_KERNEL', pid: false },
  [-1]: { name: 'SI_QUEUE', pid: true },
  [-2]: { name: 'SI_TIMER', pid: false },
  [-3]: { name: 'SI_MESGQ', pid: true },
  [-4]: { name: 'SI_ASYNCIO', pid: false },
  [-5]: { name: 'SI_SIGIO', pid: false },
  [-6]: { name: 'SI_TKILL', pid: true },
  [-7]: { name: 'SI_DETHREAD', pid: false },
};

/** Codes of SIGCHLD, from 1 on. */
const CHILD_CODES = ['CLD_EXITED', 'CLD_KILLED', 'CLD_DUMPED', 'CLD_TRAPPED', 'CLD_STOPPED', 'CLD_CONTINUED'];

function liftInfo(signo: number, info: Uint8Array): SignalInfo {
  const view = new DataView(info.buffer, info.byteOffset, info.byteLength);
  const code = view.getInt32(CODE_AT, true);
  const child = signo === SIGCHLD ? CHILD_CODES[code - 1] : undefined;
  const known = child === undefined ? CODES[code] : { name: child, pid: true };
  if (known === undefined) return { code: String(code) };
  return known.pid ? { code: known.name, pid: int(view.getInt32(PID_AT, true)) } : { code: known.name };
}

function latin1(from: Uint8Array): string {
  return Buffer.from(from.buffer, from.byteOffset, from.byteLength).toString('latin1');
}
