/** The law of restarts: which waits a handler ends. spec/laws/signal.yaml. */
import type { ActorName } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import { errnoOf } from './account/effect.js';
import type { Asked } from './account/moment.js';
import { bits } from './account/reading.js';
import { dispositionOf } from './account/signals.js';
import { eachEntry } from './breach.js';
import type { LawChecker } from './law.js';

/** Waits that go on after a handler if SA_RESTART says so, and waits that never do. */
const RESTARTED = new Set(['read', 'write', 'wait4']);
const NEVER_RESTARTED = new Set([
  'pause',
  'rt_sigsuspend',
  'nanosleep',
  'clock_nanosleep',
  'rt_sigtimedwait',
]);

export const RESTART_LAWS: readonly LawChecker[] = [
  {
    id: 'signal/restart',
    check: (scenario, observation) =>
      eachEntry(accountOf(scenario, observation), (entry) => cutDespiteRestart(entry) ?? wentOn(entry)),
  },
];

function cutDespiteRestart(entry: Entry): string | undefined {
  for (const answered of entry.answers) {
    const { actor, call } = answered.asked;
    if (!RESTARTED.has(call.name) || errnoOf(answered) !== 'EINTR') continue;
    const restarts = handlersOf(entry, actor);
    if (restarts.length === 0 || restarts.some((one) => one !== true)) continue;
    return `${call.name} of ${actor} is EINTR, though its handler has SA_RESTART`;
  }
  return undefined;
}

function wentOn(entry: Entry): string | undefined {
  if (!entry.events.some(({ kind }) => kind === 'handler')) return undefined;
  for (const asked of entry.waiting.values()) {
    // A stop ends the wait without a handler, so that it begins anew; a handler that runs then is none of its own.
    if (entry.before.processes.get(asked.actor)?.stopped !== false) continue;
    const restarts = handlersOf(entry, asked.actor);
    if (asked.step === entry.step || restarts.length === 0 || !mustEnd(asked, restarts)) continue;
    return `${asked.call.name} of ${asked.actor} goes on after a handler that must end it`;
  }
  return undefined;
}

function mustEnd({ call }: Asked, restarts: readonly (boolean | undefined)[]): boolean {
  if (NEVER_RESTARTED.has(call.name)) return true;
  return RESTARTED.has(call.name) && restarts.every((one) => one === false);
}

/** For each handler that ran in `actor`: has it SA_RESTART? Nothing where nobody can be sure. */
function handlersOf(entry: Entry, actor: ActorName): (boolean | undefined)[] {
  const process = entry.before.processes.get(actor);
  return entry.events.flatMap((event) => {
    if (event.kind !== 'handler' || event.actor !== actor) return [];
    const disposition = process && dispositionOf(process, event.signal);
    if (disposition?.to !== 'handler') return [undefined];
    return [(disposition.flags & bits('SA_RESTART')) !== 0n];
  });
}
