/** Laws of queues: how often signals arrive, in which order, and where. spec/laws/signal.yaml. */
import { SIGNALS, signalNumber, type ActorName, type Value } from '../../src/abi/index.js';
import type { Observation, Scenario } from '../../src/scenario/index.js';
import { accountOf, type Entry } from './account/account.js';
import { settleLedger } from './account/ledger.js';
import { momentsOf, type Answered, type Asked } from './account/moment.js';
import { isNull, signalOf } from './account/reading.js';
import type { Breach, LawChecker } from './law.js';

/** Signals that others than scenarios send: about children, pipes, orphans. */
const SENT_BY_LINUX = new Set(['SIGCHLD', 'SIGPIPE', 'SIGHUP']);
/** Signals that flush others when they are sent, or that no handler gets. */
const SPECIAL = new Set(['SIGKILL', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGCONT']);
const FIRST_REAL_TIME = 32;

export const QUEUE_LAWS: readonly LawChecker[] = [
  {
    id: 'signal/real-time-queue',
    check: (scenario, observation) => settleLedger(accountOf(scenario, observation), isRealTime, 'each'),
  },
  {
    id: 'signal/standard-once',
    check: (scenario, observation) => settleLedger(accountOf(scenario, observation), isStandard, 'once'),
  },
  { id: 'signal/lowest-first', check: disorder },
  { id: 'signal/thread-directed', check: strayed },
  { id: 'signal/uncatchable', check: caught },
];

function isRealTime(signal: string): boolean {
  return (signalNumber(signal) ?? 0) >= FIRST_REAL_TIME;
}

function isStandard(signal: string): boolean {
  return !isRealTime(signal) && !SENT_BY_LINUX.has(signal) && !SPECIAL.has(signal);
}

/** Taken before all others: they come from what the thread itself did. */
const URGENT = ['SIGILL', 'SIGTRAP', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS'];

/**
 * Signals of a process that its thread unblocks at once: the lowest is taken first, the next one interrupts its
 * handler before that begins, so that handlers end in the reverse order.
 */
function disorder(scenario: Scenario, observation: Observation): Breach | undefined {
  for (const entry of accountOf(scenario, observation)) {
    const { asked } = entry;
    if (asked?.call.name !== 'rt_sigprocmask') continue;
    const ran = entry.events.flatMap((event) =>
      event.kind === 'handler' && event.actor === asked.actor ? [event] : [],
    );
    const together = ran.every(({ signal, info }) => isPlain(entry, asked.actor, signal, info.code));
    const signals = ran.map(({ signal }) => signal);
    if (!together || new Set(signals).size < signals.length) continue;
    const due = [...signals].sort((a, b) => turn(b) - turn(a));
    if (due.join() === signals.join()) continue;
    return {
      step: entry.step,
      why: `the handlers of ${asked.actor} ended as ${signals.join(', ')}, but ${due.join(', ')} is their order`,
    };
  }
  return undefined;
}

/** It was pending for the whole process, and its handler blocks nothing besides. */
function isPlain({ before }: Entry, actor: ActorName, signal: string, code: string): boolean {
  const process = before.processes.get(actor);
  const disposition = process?.dispositions.get(signal);
  return process?.pending.has(signal) === true && disposition?.alone === true && code === 'SI_USER';
}

function turn(signal: string): number {
  return SIGNALS.indexOf(signal) - (URGENT.includes(signal) ? SIGNALS.length : 0);
}

/** A handler is told that a thread was meant: somebody meant that one. */
function strayed(scenario: Scenario, observation: Observation): Breach | undefined {
  const meant: Asked[] = [];
  const ended = new Set<ActorName>();
  for (const { step, asked, events } of momentsOf(scenario, observation)) {
    if (asked !== undefined && asked.call.name in THREAD_AT) meant.push(asked);
    for (const event of events) {
      if (event.kind === 'ended') ended.add(event.actor);
      if (event.kind !== 'handler' || event.info.code !== 'SI_TKILL') continue;
      const { actor, signal } = event;
      if (meant.some((one) => canMean(one, actor, signal, ended))) continue;
      return { step, why: `${actor} handles ${signal} that was sent to a thread, but not to this one` };
    }
  }
  return undefined;
}

/** Which argument is the thread, and which the signal. A pidfd may be anybody's, of a thread as well. */
const THREAD_AT: Readonly<Record<string, readonly [thread: number, signal: number]>> = {
  tkill: [0, 1],
  tgkill: [1, 2],
  rt_sigqueueinfo: [0, 1],
  rt_tgsigqueueinfo: [1, 2],
  pidfd_send_signal: [0, 1],
};

/** A number that is not written as an actor's, or that its first bearer has left, may be anybody's. */
function canMean({ call }: Asked, actor: ActorName, signal: string, ended: ReadonlySet<ActorName>): boolean {
  const [threadAt, signalAt] = THREAD_AT[call.name] ?? [0, 0];
  if (signalOf(call.named['sig'] ?? call.args[signalAt]) !== signal) return false;
  const thread: Value | undefined = call.named['pid'] ?? call.args[threadAt];
  return thread?.kind !== 'actor' || thread.actor === actor || ended.has(thread.actor);
}

const UNCATCHABLE = new Set(['SIGKILL', 'SIGSTOP']);

function caught(scenario: Scenario, observation: Observation): Breach | undefined {
  for (const entry of accountOf(scenario, observation)) {
    const handled = entry.events.find((event) => event.kind === 'handler' && UNCATCHABLE.has(event.signal));
    if (handled !== undefined) return { step: entry.step, why: `a handler of ${handled.actor} caught it` };
    for (const answered of entry.answers) {
      const atOnce = answered.asked.step === entry.step;
      const why = changed(answered) ?? (atOnce ? survived(entry, answered) : undefined);
      if (why !== undefined) return { step: entry.step, why };
    }
  }
  return undefined;
}

function changed({ asked: { actor, call }, result }: Answered): string | undefined {
  const [signal, action] = call.args;
  if (call.name !== 'rt_sigaction' || result.kind === 'errno' || isNull(action)) return undefined;
  const name = signalOf(signal);
  if (name === undefined || !UNCATCHABLE.has(name)) return undefined;
  return `${actor} could change what ${name} does`;
}

/** Who was sent it and lived before ends or stops in that very step, whatever it blocks. */
function survived({ before, after }: Entry, { asked: { call }, result }: Answered): string | undefined {
  const [target, signal] = call.args;
  if (call.name !== 'kill' || result.kind === 'errno' || target?.kind !== 'actor' || target.negated)
    return undefined;
  const [was, is] = [before.processes.get(target.actor), after.processes.get(target.actor)];
  if (was?.life !== 'alive' || is?.life !== 'alive') return undefined;
  const name = signalOf(signal);
  if (name === 'SIGKILL') return `${target.actor} was sent SIGKILL and lives`;
  return name === 'SIGSTOP' && !is.stopped
    ? `${target.actor} was sent SIGSTOP and is not stopped`
    : undefined;
}
