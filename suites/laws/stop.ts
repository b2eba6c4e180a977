/** Laws of stops and continuations: what does not happen meanwhile, and what a parent is told. spec/laws/stop.yaml. */
import type { ActorName, Event, Value } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import { argument } from './account/effect.js';
import type { Answered } from './account/moment.js';
import { bits, has, numberOf } from './account/reading.js';
import { dispositionOf } from './account/signals.js';
import { eachEntry } from './breach.js';
import type { LawChecker } from './law.js';

export const STOP_LAWS: readonly LawChecker[] = [
  {
    id: 'stop/runs-nothing',
    check: (scenario, observation) => eachEntry(accountOf(scenario, observation), ranWhileStopped),
  },
  {
    id: 'stop/told-once',
    check: (scenario, observation) => {
      const untold = new Map<ActorName, Set<Change>>();
      return eachEntry(accountOf(scenario, observation), (entry) => {
        noteChanges(entry, untold);
        return entry.answers
          .map((answered) => toldWrongly(answered, untold))
          .find((one) => one !== undefined);
      });
    },
  },
  {
    id: 'stop/signal-if-wanted',
    check: (scenario, observation) => eachEntry(accountOf(scenario, observation), unwantedSignal),
  },
];

/** What only somebody who runs can do. */
const RUNS = new Set<Event['kind']>(['handler', 'returned', 'image']);

function ranWhileStopped({ before, events }: Entry): string | undefined {
  const stopped = new Map<ActorName, boolean>();
  for (const { kind, actor } of events) {
    const halted = stopped.get(actor) ?? before.processes.get(actor)?.stopped;
    if (halted === true && RUNS.has(kind)) return `${actor} is stopped, but something of it ran (${kind})`;
    if (kind === 'stopped' || kind === 'continued') stopped.set(actor, kind === 'stopped');
  }
  return undefined;
}

type Change = 'stopped' | 'continued';

function noteChanges({ events }: Entry, untold: Map<ActorName, Set<Change>>): void {
  for (const { kind, actor } of events) {
    if (kind !== 'stopped' && kind !== 'continued') continue;
    const changes = untold.get(actor) ?? new Set();
    // Who continues before its stop was told can still be told of as either, as the moment wants it.
    untold.set(actor, changes.add(kind));
  }
}

function toldWrongly(answered: Answered, untold: Map<ActorName, Set<Change>>): string | undefined {
  const { asked, result, outputs } = answered;
  if (asked.call.name !== 'wait4' || result.kind !== 'value' || result.value.kind !== 'actor')
    return undefined;
  const child = result.value.actor;
  const change = changeOf(outputs[0]);
  if (change === undefined) return undefined;
  const options = argument(answered, 1, 'options');
  const wanted = change === 'stopped' ? 'WUNTRACED' : 'WCONTINUED';
  if (numberOf(options) !== undefined && !has(options, wanted)) {
    return `${asked.actor} is told that ${child} ${WORDS[change]}, though it did not ask with ${wanted}`;
  }
  if (untold.get(child)?.delete(change) === true) return undefined;
  return `${asked.actor} is told that ${child} ${WORDS[change]}, which it did not, or was told of before`;
}

const WORDS: Readonly<Record<Change, string>> = { stopped: 'is stopped', continued: 'was continued' };

function changeOf(status: Value | undefined): Change | undefined {
  if (status?.kind !== 'struct') return undefined;
  return (['stopped', 'continued'] as const).find((change) => change in status.fields);
}

/** SIGCHLD of a stop or a continuation, where SA_NOCLDSTOP says that only ends are of interest. */
function unwantedSignal({ before, after, events }: Entry): string | undefined {
  for (const event of events) {
    if (event.kind !== 'handler' || event.signal !== 'SIGCHLD') continue;
    if (!['CLD_STOPPED', 'CLD_CONTINUED'].includes(event.info.code)) continue;
    const dispositions = [before, after].map((belief) => {
      const process = belief.processes.get(event.actor);
      return process && dispositionOf(process, 'SIGCHLD');
    });
    if (dispositions.every((one) => one !== undefined && (one.flags & bits('SA_NOCLDSTOP')) !== 0n)) {
      return `${event.actor} has SA_NOCLDSTOP, but gets SIGCHLD with ${event.info.code}`;
    }
  }
  return undefined;
}
