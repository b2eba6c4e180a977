/** Laws of execve: what a new image keeps and what it loses. spec/laws/exec.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import type { Process } from './account/belief.js';
import { argument, errnoOf, returned } from './account/effect.js';
import type { Answered } from './account/moment.js';
import { bits, descriptorOf, namesOf, numberOf, signalOf, signalsOf } from './account/reading.js';
import { dispositionOf } from './account/signals.js';
import { eachAnswer } from './breach.js';
import { openness } from './descriptor.js';
import type { LawChecker } from './law.js';

export const EXEC_LAWS: readonly LawChecker[] = [
  {
    id: 'exec/close-on-exec',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        openness(entry, answered, 'closed by execve', 'kept over execve'),
      ),
  },
  {
    id: 'exec/handlers-reset',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        ifSince('execve', entry, answered, (process, actor) => wrongDisposition(process, actor, answered)),
      ),
  },
  {
    id: 'exec/mask-and-pending-kept',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        ifSince(
          'execve',
          entry,
          answered,
          (process, actor) => wrongMask(process, actor, answered) ?? lostPending(process, actor, answered),
        ),
      ),
  },
  {
    id: 'exec/failure-changes-nothing',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) => {
        const process = entry.before.processes.get(answered.asked.actor);
        if (process?.failedExec !== true || answered.asked.step !== entry.step) return undefined;
        const why = changed(entry, process, answered);
        return why === undefined ? undefined : `after an execve that failed, ${why}`;
      }),
  },
];

/** What is not as it was, of that which execve changes when it succeeds. */
function changed(entry: Entry, process: Process, answered: Answered): string | undefined {
  const { actor } = answered.asked;
  return (
    openness(entry, answered, 'made', 'copied by fork', 'kept over execve') ??
    wrongMark(process, actor, answered) ??
    wrongDisposition(process, actor, answered) ??
    wrongMask(process, actor, answered) ??
    lostPending(process, actor, answered)
  );
}

/** F_GETFD against what is believed. */
function wrongMark(process: Process, actor: ActorName, answered: Answered): string | undefined {
  const fd = descriptorOf(argument(answered, 0, 'fd'));
  const told = returned(answered);
  if (answered.asked.call.name !== 'fcntl' || fd === undefined || told === undefined) return undefined;
  if (numberOf(argument(answered, 1, 'cmd')) !== bits('F_GETFD')) return undefined;
  const marked = process.descriptors.get(fd)?.closeOnExec;
  if (marked === undefined || marked === (told === 1)) return undefined;
  return `${actor} is told that its descriptor ${fd} is ${marked ? 'not ' : ''}close-on-exec`;
}

/** Looks at an answer whose caller was last changed by `what`. */
export function ifSince(
  what: Process['since']['what'],
  entry: Entry,
  answered: Answered,
  look: (process: Process, actor: ActorName) => string | undefined,
): string | undefined {
  const process = entry.before.processes.get(answered.asked.actor);
  const mine = process?.since.what === what && answered.asked.step === entry.step;
  return mine ? look(process, answered.asked.actor) : undefined;
}

/** rt_sigaction's old action, against what is believed; nothing where they agree or nobody can be sure. */
export function wrongDisposition(process: Process, actor: ActorName, answered: Answered): string | undefined {
  if (answered.asked.call.name !== 'rt_sigaction' || errnoOf(answered) !== undefined) return undefined;
  const signal = signalOf(argument(answered, 0, 'sig'));
  const old = answered.outputs[0];
  const believed = signal === undefined ? undefined : dispositionOf(process, signal);
  if (signal === undefined || old?.kind !== 'struct' || believed === undefined) return undefined;
  const handler = wordOf(old.fields['handler']);
  if (handler === undefined || handler === believed.to) return undefined;
  return `${actor} is told that ${signal} goes to ${handler}, but it must be ${believed.to}`;
}

/** rt_sigprocmask's old mask, against what is believed. */
export function wrongMask(process: Process, actor: ActorName, answered: Answered): string | undefined {
  if (answered.asked.call.name !== 'rt_sigprocmask' || errnoOf(answered) !== undefined) return undefined;
  const old = signalsOf(answered.outputs[0]);
  if (old === undefined || process.mask === undefined || same(old, process.mask)) return undefined;
  return `${actor} is told that its mask is ${namesOf(old)}, but it must be ${namesOf(process.mask)}`;
}

/** rt_sigpending without a signal that was sent while blocked. */
export function lostPending(process: Process, actor: ActorName, answered: Answered): string | undefined {
  const told = pendingTold(answered);
  if (told === undefined) return undefined;
  const lost = [...process.pending].filter((signal) => !told.has(signal));
  return lost.length === 0
    ? undefined
    : `${actor} is told that ${namesOf(told)} is pending, without ${namesOf(lost)}`;
}

/** The set that rt_sigpending told; nothing for another call, a refusal, or a set that was asked for in part. */
export function pendingTold(answered: Answered): ReadonlySet<string> | undefined {
  const { call } = answered.asked;
  const size = numberOf(argument(answered, 0, 'sigsetsize')) ?? 8n;
  if (call.name !== 'rt_sigpending' || errnoOf(answered) !== undefined || size !== 8n) return undefined;
  return signalsOf(answered.outputs[0]);
}

function wordOf(value: Value | undefined): string | undefined {
  return value?.kind === 'word' ? value.word : undefined;
}

function same(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((signal) => b.has(signal));
}
