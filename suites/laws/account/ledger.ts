/** A ledger of signals: what was sent to a process and has to arrive, as far as nobody else can have sent it. */
import type { ActorName, Event, Value } from '../../../src/abi/index.js';
import type { Entry } from './account.js';
import { argument, errnoOf } from './effect.js';
import type { Answered, Asked } from './moment.js';
import { bits, isNull, signalOf } from './reading.js';
import { dispositionOf } from './signals.js';

/** What shall arrive of one signal in one process, oldest first; nothing where nobody can be sure. */
type Line = readonly Sent[] | undefined;

/** How a signal was sent: by kill, or with a value. */
interface Sent {
  readonly code: string;
  readonly value?: Value | undefined;
}

/** How a signal is counted: every time it is sent, or once as long as it has not arrived. */
export type Counting = 'each' | 'once';

/** A handler ran that nobody can explain, or one did not run that had to. */
export interface Discrepancy {
  readonly step: number;
  readonly why: string;
}

/** Calls that send to a whole process by its number; to a thread; and those of them that bring data. */
const TO_PROCESS = new Set(['kill', 'rt_sigqueueinfo']);
const TO_THREAD = new Set(['tkill', 'tgkill', 'rt_tgsigqueueinfo']);

/** Calls that take signals without a handler, have them sent later or let them be lost: what follows is not counted. */
const UNFOLLOWED = new Set([
  'rt_sigtimedwait',
  'alarm',
  'setitimer',
  'timer_create',
  'setrlimit',
  'prlimit64',
]);

/** Follows the signals that `counted` names through an account. The first discrepancy is told. */
export function settleLedger(
  account: readonly Entry[],
  counted: (signal: string) => boolean,
  counting: Counting,
): Discrepancy | undefined {
  const lines = new Map<string, Line>();
  for (const entry of account) {
    if (entry.asked !== undefined && UNFOLLOWED.has(entry.asked.call.name)) return undefined;
    const { asked } = entry;
    if (asked !== undefined && !entry.answers.some((one) => one.asked === asked)) doubt(lines, entry, asked);
    for (const answered of entry.answers) enter(lines, entry, answered, counted, counting);
    for (const event of entry.events) {
      const why = arrive(lines, event, counted);
      if (why !== undefined) return { step: entry.step, why };
    }
    const why = lost(lines, entry);
    if (why !== undefined) return { step: entry.step, why };
  }
  return undefined;
}

function enter(
  lines: Map<string, Line>,
  entry: Entry,
  answered: Answered,
  counted: (signal: string) => boolean,
  counting: Counting,
): void {
  const { actor, call } = answered.asked;
  const signal = signalOf(argument(answered, signalAt(call.name), 'sig'));
  if (signal === undefined || !counted(signal)) return;
  if (call.name === 'rt_sigaction') forgetWhatWaits(lines, actor, signal, call.args[1]);
  if (errnoOf(answered) !== undefined) return;
  const [target] = call.args;
  if (TO_PROCESS.has(call.name) && target?.kind === 'actor' && !target.negated) {
    send(lines, entry, target.actor, signal, sentBy(answered), counting);
  } else doubt(lines, entry, answered.asked);
}

/** Whoever is meant by it, the signal may be on its way to anybody; its sender may have died of it. */
function doubt(lines: Map<string, Line>, { after }: Entry, { call }: Asked): void {
  if (!TO_PROCESS.has(call.name) && !TO_THREAD.has(call.name)) return;
  const signal = signalOf(call.named['sig'] ?? call.args[signalAt(call.name)]);
  for (const [name] of after.processes) lines.set(`${name} ${signal}`, undefined);
}

/** Whether a new disposition throws away what is pending depends on what it is. */
function forgetWhatWaits(
  lines: Map<string, Line>,
  actor: ActorName,
  signal: string,
  action: Value | undefined,
): void {
  if (isNull(action) || lineOf(lines, actor, signal)?.length === 0) return;
  lines.set(`${actor} ${signal}`, undefined);
}

/** Which argument of these calls is the signal. */
function signalAt(call: string): number {
  if (call === 'rt_sigaction') return 0;
  return call === 'tgkill' || call === 'rt_tgsigqueueinfo' ? 2 : 1;
}

function send(
  lines: Map<string, Line>,
  { before }: Entry,
  actor: ActorName,
  signal: string,
  sent: Sent | undefined,
  counting: Counting,
): void {
  const process = before.processes.get(actor);
  const line = lineOf(lines, actor, signal);
  const disposition = process && dispositionOf(process, signal);
  const plain =
    disposition?.to === 'handler' && (disposition.flags & (bits('SA_NODEFER') | bits('SA_RESETHAND'))) === 0n;
  if (line === undefined || sent === undefined || process?.life !== 'alive' || !plain) {
    lines.set(`${actor} ${signal}`, undefined);
  } else if (counting === 'each' || line.length === 0) lines.set(`${actor} ${signal}`, [...line, sent]);
}

/** Nothing has been sent yet where there is no line. */
function lineOf(lines: ReadonlyMap<string, Line>, actor: ActorName, signal: string): Line {
  const key = `${actor} ${signal}`;
  return lines.has(key) ? lines.get(key) : [];
}

function sentBy({ asked: { call } }: Answered): Sent | undefined {
  if (call.name === 'kill') return { code: 'SI_USER' };
  const info = call.args[2];
  if (info?.kind !== 'struct') return undefined;
  const { code, value = ZERO } = info.fields;
  const isQueued = code?.kind === 'names' && code.names.length === 1 && code.names[0] === 'SI_QUEUE';
  return isQueued && value.kind === 'int' ? { code: 'SI_QUEUE', value } : undefined;
}

const ZERO: Value = { kind: 'int', value: 0n };

function arrive(
  lines: Map<string, Line>,
  event: Event,
  counted: (signal: string) => boolean,
): string | undefined {
  if (event.kind !== 'handler' || !counted(event.signal)) return undefined;
  const { actor, signal, info } = event;
  const line = lineOf(lines, actor, signal);
  if (line === undefined) return undefined;
  const [first, ...rest] = line;
  if (first === undefined)
    return `a handler of ${signal} ran in ${actor} more often than the signal was sent`;
  lines.set(`${actor} ${signal}`, rest);
  if (first.code === info.code && sameValue(first.value, info.value)) return undefined;
  return `a handler of ${signal} ran in ${actor} for another signal than the oldest that was sent`;
}

function sameValue(sent: Value | undefined, told: Value | undefined): boolean {
  if (sent === undefined) return true;
  return sent.kind === 'int' && told?.kind === 'int' && BigInt.asIntN(64, sent.value) === told.value;
}

/** A signal that has not arrived in a process that blocks it no more, is not stopped, and is not gone. */
function lost(lines: ReadonlyMap<string, Line>, entry: Entry): string | undefined {
  for (const [key, line] of lines) {
    if (line === undefined || line.length === 0) continue;
    const [actor = '', signal = ''] = key.split(' ');
    const process = entry.after.processes.get(actor);
    if (process?.life !== 'alive' || process.stopped) continue;
    if (process.mask === undefined || process.mask.has(signal)) continue;
    if (entry.waiting.get(actor)?.call.name === SUSPENDED) continue;
    return `${signal} was sent to ${actor}, which does not block it, and did not arrive`;
  }
  return undefined;
}

/** It waits with a mask of its own. */
const SUSPENDED = 'rt_sigsuspend';
