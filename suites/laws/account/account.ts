/** The account of a run: its moments, each with what was believed before and after. It ends where belief ends. */
import type { Event } from '../../../src/abi/index.js';
import type { Observation, Scenario } from '../../../src/scenario/index.js';
import { copyBelief, initialBelief, processToChange, type Belief, type Process } from './belief.js';
import { DESCRIPTOR_EFFECTS } from './descriptors.js';
import type { Effect } from './effect.js';
import { TRANSFER_EFFECTS } from './files.js';
import { IDENTITY_EFFECTS } from './identity.js';
import { momentsOf, type Moment } from './moment.js';
import { withActors, type Bearers } from './number.js';
import { begin, end, PROCESS_EFFECTS, replaceImage } from './processes.js';
import { handlerRan, SIGNAL_EFFECTS, takeAwaited } from './signals.js';

/** One moment with the belief on both sides of it. */
export interface Entry extends Moment {
  readonly before: Belief;
  readonly after: Belief;
}

const EFFECTS: Readonly<Record<string, Effect>> = {
  ...DESCRIPTOR_EFFECTS,
  ...TRANSFER_EFFECTS,
  ...SIGNAL_EFFECTS,
  ...PROCESS_EFFECTS,
  ...IDENTITY_EFFECTS,
};

/** Arguments that may stand by name without moving others: those that are not written in order, and last ones. */
const BY_NAME =
  /^(buf|count|pipefd|fildes|stat_addr|wstatus|status|rusage|ru|o(ld)?set|o(ld)?act|set|uset|uoss|sigsetsize)$/;

const accounts = new WeakMap<
  Observation,
  { readonly scenario: Scenario; readonly entries: readonly Entry[] }
>();

/**
 * The account of `observation`, kept so that every law of one run reads the same one. A call that laws do not
 * know, an odd way to write arguments, a path through /proc: there the account ends, and laws are silent.
 */
export function accountOf(scenario: Scenario, observation: Observation): readonly Entry[] {
  const known = accounts.get(observation);
  if (known?.scenario === scenario) return known.entries;
  const entries: Entry[] = [];
  let before = initialBelief();
  const bearers: Bearers = new Map();
  for (const seen of momentsOf(scenario, observation)) {
    const { processes } = before;
    const moment = withActors(
      seen,
      bearers,
      (name) => processes.get(name)?.parent,
      (name) => ['alive', 'zombie'].includes(processes.get(name)?.life ?? 'gone'),
    );
    const after = believe(before, moment);
    if (after === undefined) break;
    entries.push({ ...moment, before, after });
    before = after;
  }
  accounts.set(observation, { scenario, entries });
  return entries;
}

function believe(before: Belief, moment: Moment): Belief | undefined {
  const { asked, events, step } = moment;
  if (asked !== undefined && !isPlain(asked.call.name, Object.keys(asked.call.named))) return undefined;
  if (changesNothing(moment)) return before;
  const belief = copyBelief(before);
  if (!events.every((event) => followBirth(belief, event, moment))) return undefined;
  for (const event of events) if (event.kind === 'ended') end(belief, event.actor, event.as);
  if (asked?.call.name === 'rt_sigsuspend') processToChange(belief, asked.actor)?.pending.clear();
  if (!moment.answers.every((answered) => EFFECTS[answered.asked.call.name]?.(belief, answered)))
    return undefined;
  for (const answered of moment.answers) takeAwaited(belief, answered);
  return events.every((event) => followChange(belief, event, step)) ? belief : undefined;
}

/** Calls that only ask, and events that only tell. */
const ASKING = new Set(['getpid', 'getppid', 'gettid', 'sched_yield', 'rt_sigpending', 'pause']);
const TELLING = new Set(['returned', 'blocked', 'busy', 'seen']);

/** True for most steps: questions, refusals, calls that go to sleep. */
function changesNothing({ asked, answers, events }: Moment): boolean {
  return (
    asked?.call.name !== 'rt_sigsuspend' &&
    events.every(({ kind }) => TELLING.has(kind)) &&
    answers.every(
      ({ asked: { call }, result }) =>
        ASKING.has(call.name) ||
        (result.kind === 'errno' && result.errno !== 'EFAULT' && call.name !== 'execve'),
    )
  );
}

function followBirth(belief: Belief, event: Event, { asked, step }: Moment): boolean {
  if (event.kind !== 'began') return true;
  return asked?.call.name === 'fork' && begin(belief, event.actor, asked.actor, step);
}

function followChange(belief: Belief, event: Event, step: number): boolean {
  const { kind, actor } = event;
  if (kind === 'handler') ifThere(processToChange(belief, actor), (one) => handlerRan(one, event.signal));
  if (kind === 'image') replaceImage(belief, actor, step);
  if (kind === 'stopped' || kind === 'continued') {
    ifThere(processToChange(belief, actor), (one) => (one.stopped = kind === 'stopped'));
  }
  return belief.processes.has(actor);
}

function ifThere(process: Process | undefined, change: (process: Process) => void): void {
  if (process !== undefined) change(process);
}

function isPlain(call: string, named: readonly string[]): boolean {
  return call in EFFECTS && named.every((name) => BY_NAME.test(name));
}
