/** Laws of signals: masks, pending sets. spec/laws/signal.yaml. */
import { accountOf, type Entry } from './account/account.js';
import { errnoOf } from './account/effect.js';
import { namesOf, signalsOf } from './account/reading.js';
import { eachAnswer, eachEntry } from './breach.js';
import { ifSince, lostPending, pendingTold, wrongMask } from './exec.js';
import type { LawChecker } from './law.js';

export const SIGNAL_LAWS: readonly LawChecker[] = [
  {
    id: 'signal/blocked-runs-no-handler',
    check: (scenario, observation) => eachEntry(accountOf(scenario, observation), handlerDespiteMask),
  },
  {
    id: 'signal/mask-as-set',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        ifSince('start', entry, answered, (process, actor) => wrongMask(process, actor, answered)),
      ),
  },
  {
    id: 'signal/pending-while-blocked',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) =>
        ifSince('start', entry, answered, (process, actor) => lostPending(process, actor, answered)),
      ),
  },
  {
    id: 'signal/pending-is-blocked',
    check: (scenario, observation) =>
      eachAnswer(accountOf(scenario, observation), (entry, answered) => {
        const told = pendingTold(answered);
        const mask = entry.before.processes.get(answered.asked.actor)?.mask;
        if (told === undefined || mask === undefined || errnoOf(answered) !== undefined) return undefined;
        const stray = [...told].filter((signal) => !mask.has(signal));
        if (stray.length === 0) return undefined;
        return `${answered.asked.actor} is told that ${namesOf(stray)} is pending, which it does not block`;
      }),
  },
];

function handlerDespiteMask(entry: Entry): string | undefined {
  for (const event of entry.events) {
    if (event.kind !== 'handler') continue;
    const { actor, signal } = event;
    const masks = [entry.before, entry.after].map((belief) => belief.processes.get(actor)?.mask);
    // rt_sigsuspend has a mask of its own while it waits.
    const suspended = suspendMask(entry, actor);
    if (suspended === 'unknown') continue;
    if (suspended !== undefined) masks.push(suspended);
    if (masks.every((mask) => mask?.has(signal) === true)) {
      return `a handler of ${signal} ran in ${actor}, which blocks it`;
    }
  }
  return undefined;
}

function suspendMask(entry: Entry, actor: string): ReadonlySet<string> | 'unknown' | undefined {
  const asked =
    entry.waiting.get(actor) ?? entry.answers.find((answered) => answered.asked.actor === actor)?.asked;
  if (asked?.call.name !== 'rt_sigsuspend') return undefined;
  return signalsOf(asked.call.args[0] ?? asked.call.named['unewset']) ?? 'unknown';
}
