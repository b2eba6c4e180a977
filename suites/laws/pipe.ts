/** Laws of pipes: spec/laws/pipe.yaml. */
import type { ActorName } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import type { Belief, Description, Process } from './account/belief.js';
import { errnoOf, returned } from './account/effect.js';
import type { Answered, Asked } from './account/moment.js';
import { numberOf } from './account/reading.js';
import { dispositionOf } from './account/signals.js';
import { eachEntry } from './breach.js';
import type { LawChecker } from './law.js';
import { PIPE_BUF, pipeEnd, plainBytes } from './pipe-end.js';
import { brokenStream } from './pipe-stream.js';

export const PIPE_LAWS: readonly LawChecker[] = [
  {
    id: 'pipe/atomic-write',
    check: (scenario, observation) => {
      const account = accountOf(scenario, observation);
      return eachEntry(account, partWritten) ?? brokenStream(account);
    },
  },
  {
    id: 'pipe/end-of-file',
    check: (scenario, observation) =>
      eachEntry(
        accountOf(scenario, observation),
        (entry, previous) => earlyEnd(entry) ?? missedEnd(entry, previous),
      ),
  },
  {
    id: 'pipe/broken',
    check: (scenario, observation) =>
      eachEntry(accountOf(scenario, observation), (entry) => unbroken(entry) ?? falselyBroken(entry)),
  },
];

function partWritten(entry: Entry): string | undefined {
  for (const answered of entry.answers) {
    const data = plainBytes(answered.asked);
    const count = returned(answered);
    if (
      data === undefined ||
      count === undefined ||
      pipeEnd(entry.before, answered.asked, 'write') === undefined
    )
      continue;
    if (data.length <= PIPE_BUF && count !== data.length) {
      return `${answered.asked.actor} wrote ${count} of ${data.length} bytes, which is less than PIPE_BUF`;
    }
  }
  return undefined;
}

/** A process that holds one end of a pipe in every one of `beliefs`, if there is one. */
function holder(
  pipe: number | undefined,
  kind: Description['kind'],
  ...[first, ...others]: readonly Belief[]
): ActorName | undefined {
  if (first === undefined) return undefined;
  for (const [name, process] of first.processes) {
    if (!holds(first, process, pipe, kind)) continue;
    const always = others.every((belief) => holds(belief, belief.processes.get(name), pipe, kind));
    if (always) return name;
  }
  return undefined;
}

function holds(
  belief: Belief,
  process: Process | undefined,
  pipe: number | undefined,
  kind: Description['kind'],
): boolean {
  for (const { description } of process?.descriptors.values() ?? []) {
    const found = belief.descriptions.get(description);
    if (found?.kind === kind && found.pipe === pipe) return true;
  }
  return false;
}

function earlyEnd(entry: Entry): string | undefined {
  for (const answered of entry.answers) {
    const end = pipeEnd(entry.before, answered.asked, 'read');
    if (end === undefined || returned(answered) !== 0 || !wantsBytes(answered.asked)) continue;
    const writer = holder(end.pipe, 'pipe-writer', entry.before, entry.after);
    if (writer !== undefined)
      return `${answered.asked.actor} reads end of file, but ${writer} can still write`;
  }
  return undefined;
}

/** A read sleeps, or is told to come again, where nobody is left to write. */
function missedEnd(entry: Entry, previous: Entry | undefined): string | undefined {
  const refused = entry.answers
    .filter((answered) => errnoOf(answered) === 'EAGAIN' && answered.asked.step === entry.step)
    .map(({ asked }) => ({ asked, belief: entry.before }));
  const asleep = sleepersToLookAt(entry, previous)
    .filter(({ actor }) => !halted(entry, actor))
    .map((asked) => ({ asked, belief: entry.after }));
  for (const { asked, belief } of [...refused, ...asleep]) {
    const end = pipeEnd(entry.before, asked, 'read');
    if (end === undefined || !wantsBytes(asked) || holder(end.pipe, 'pipe-writer', belief) !== undefined)
      continue;
    return `${asked.actor} is kept from end of file, but nobody can write to this pipe`;
  }
  return undefined;
}

/** Those for whom this step may have changed something: who went to sleep, who was halted, whose writer is lost. */
function sleepersToLookAt(entry: Entry, previous: Entry | undefined): Asked[] {
  const halts = [entry, previous].some((one) =>
    one?.events.some(({ kind }) => kind === 'stopped' || kind === 'continued'),
  );
  if (halts || losesWriter(entry)) return [...entry.waiting.values()];
  const mine = entry.asked === undefined ? undefined : entry.waiting.get(entry.asked.actor);
  return mine === undefined ? [] : [mine];
}

function losesWriter({ before, after, waiting }: Entry): boolean {
  if (waiting.size === 0) return false;
  return [...after.own.processes].some((name) => {
    const [was, is] = [before, after].map((belief) => belief.processes.get(name)?.descriptors);
    if (was === undefined || is === undefined || was.equals(is)) return false;
    return [...was].some(
      ([fd, { description }]) =>
        before.descriptions.get(description)?.kind === 'pipe-writer' &&
        is.get(fd)?.description !== description,
    );
  });
}

/** A write to a pipe without a reader is not refused, or its SIGPIPE does not come. */
function unbroken(entry: Entry): string | undefined {
  const { asked } = entry;
  const end = asked && pipeEnd(entry.before, asked, 'write');
  if (asked === undefined || end === undefined || !plainBytes(asked)) return undefined;
  if (holder(end.pipe, 'pipe-reader', entry.before) !== undefined) return undefined;
  const answered = entry.answers.find((one) => one.asked === asked);
  if (answered === undefined) {
    return entry.waiting.has(asked.actor) && !halted(entry, asked.actor)
      ? `${asked.actor} sleeps in a write to a pipe that nobody can read`
      : undefined;
  }
  if (errnoOf(answered) !== 'EPIPE') return `${asked.actor} wrote to a pipe that nobody can read`;
  return withoutSignal(entry, answered);
}

function withoutSignal(entry: Entry, { asked }: Answered): string | undefined {
  const process = entry.before.processes.get(asked.actor);
  const disposition = process && dispositionOf(process, 'SIGPIPE');
  if (process?.mask?.has('SIGPIPE') !== false || disposition === undefined) return undefined;
  if (disposition.to === 'default') return `${asked.actor} lives on after EPIPE, though SIGPIPE must end it`;
  const ran = entry.events.some(
    (event) => event.kind === 'handler' && event.actor === asked.actor && event.signal === 'SIGPIPE',
  );
  return disposition.to === 'handler' && !ran ? `no SIGPIPE came to ${asked.actor} with EPIPE` : undefined;
}

function falselyBroken(entry: Entry): string | undefined {
  for (const answered of entry.answers) {
    const end = pipeEnd(entry.before, answered.asked, 'write');
    if (end === undefined || errnoOf(answered) !== 'EPIPE') continue;
    const reader = holder(end.pipe, 'pipe-reader', entry.before, entry.after);
    if (reader !== undefined) return `${answered.asked.actor} is told EPIPE, but ${reader} can still read`;
  }
  return undefined;
}

function wantsBytes({ call }: Asked): boolean {
  return (numberOf(call.named['count'] ?? call.args[1]) ?? 0n) > 0n && call.named['buf'] === undefined;
}

function halted(entry: Entry, actor: ActorName): boolean {
  return [entry.before, entry.after].some((belief) => belief.processes.get(actor)?.stopped === true);
}
