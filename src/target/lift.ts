/** Lifting: from the numbers and bytes that an agent saw to events as the notation writes them. */
import {
  errnoName,
  int,
  MODEL_ARCH,
  signalName,
  sortEvents,
  translateFlags,
  type ActorName,
  type Event,
  type Result,
} from '../abi/index.js';
import type { WireEvent } from './frames.js';
import { signalInfo } from './lift-info.js';
import { decodeValue } from './lift-value.js';
import type { MemoryContext } from './lift-word.js';
import type { Lowered } from './lower.js';

/** What lifting must know of the scenario and of the agent that ran it. */
export interface LiftContext extends MemoryContext {
  readonly actorOf: (slot: number) => ActorName;
  /** The call that the actor in a slot has under way. */
  readonly callOf: (slot: number) => Lowered;
  /** The file that this step looks at, if it looks. */
  readonly file: string;
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
  handler: ({ signo, info, alternate }, actor) => ({
    kind: 'handler',
    actor,
    signal: signalName(signo) ?? String(signo),
    info: signalInfo(signo, info),
    ...(alternate ? { altstack: true } : {}),
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
  const { signature, outputs, resultFlags } = context.callOf(slot);
  const result: Result = refused
    ? { kind: 'errno', errno: errnoName(Number(-value)) }
    : {
        kind: 'value',
        value: int(resultFlags === undefined ? value : asModelled(value, resultFlags, context)),
      };
  const lifted = refused
    ? []
    : outputs.map((to, index) => decodeValue(to, brought[index] ?? NOTHING, context));
  return { kind: 'returned', actor, call: signature.name, result, outputs: lifted };
}

function asModelled(value: bigint, set: string, { abi, arch }: LiftContext): bigint {
  return translateFlags(value, set, abi, { from: arch, to: MODEL_ARCH });
}

const NOTHING = new Uint8Array();

function latin1(from: Uint8Array): string {
  return Buffer.from(from.buffer, from.byteOffset, from.byteLength).toString('latin1');
}
