/** Laws of processes: numbers, parents, zombies, reaping. spec/laws/process.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import { accountOf, type Entry } from './account/account.js';
import { INIT, type Belief } from './account/belief.js';
import { argument, errnoOf, returned } from './account/effect.js';
import type { Answered, Asked } from './account/moment.js';
import { toldOf } from './account/processes.js';
import { bits, numberOf } from './account/reading.js';
import { dispositionOf } from './account/signals.js';
import { eachAnswer, eachEntry } from './breach.js';
import type { LawChecker } from './law.js';

export const PROCESS_LAWS: readonly LawChecker[] = [
  {
    id: 'process/number-kept',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), otherNumber),
  },
  {
    id: 'process/number-not-reused',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), takenNumber),
  },
  {
    id: 'process/parent',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), otherParent),
  },
  {
    id: 'process/zombie-until-waited',
    check: (scenario, observation) =>
      eachEntry(
        accountOf(scenario, observation),
        (entry) => vanished(entry) ?? overlooked(entry) ?? first(entry.answers, (a) => noSuch(entry, a)),
      ),
  },
  {
    id: 'process/reaped-once',
    check: (scenario, observation) => eachAnswer(accountOf(scenario, observation), reapedAgain),
  },
];

function otherNumber(_: Entry, answered: Answered): string | undefined {
  const { actor, call } = answered.asked;
  if (call.name !== 'getpid' || answered.result.kind !== 'value') return undefined;
  const { value } = answered.result;
  if (value.kind === 'any' || (value.kind === 'actor' && value.actor === actor && !value.negated))
    return undefined;
  return `getpid tells ${actor} that it is ${written(value)}`;
}

function takenNumber(entry: Entry, answered: Answered): string | undefined {
  const { result, asked } = answered;
  const child = entry.events.find(({ kind }) => kind === 'began')?.actor;
  if (asked.call.name !== 'fork' || child === undefined) return undefined;
  if (result.kind !== 'value' || result.value.kind !== 'actor' || result.value.actor === child)
    return undefined;
  return `${child} gets the number of ${result.value.actor}, which nobody waited for yet`;
}

function otherParent(entry: Entry, answered: Answered): string | undefined {
  const { actor, call } = answered.asked;
  const parent = entry.before.processes.get(actor)?.parent;
  if (call.name !== 'getppid' || answered.result.kind !== 'value' || parent === undefined) return undefined;
  const { value } = answered.result;
  const right = parent === INIT ? numberOf(value) === 1n : value.kind === 'actor' && value.actor === parent;
  if (right || value.kind === 'any') return undefined;
  return `getppid tells ${actor} that its parent is ${written(value)}, but it is ${parent}`;
}

/** A child is gone as soon as it ended, though its parent lives, cares for SIGCHLD and did not wait. */
function vanished(entry: Entry): string | undefined {
  for (const event of entry.events) {
    if (event.kind !== 'ended' || event.as !== 'gone') continue;
    const parent = steadyParent(entry, event.actor);
    if (parent === undefined || waits(entry, parent)) continue;
    if (keepsZombies(entry, parent))
      return `${event.actor} is gone, but its parent ${parent} did not wait for it`;
  }
  return undefined;
}

/** A wait that cannot miss a zombie finds no child, or sleeps. */
function overlooked(entry: Entry): string | undefined {
  const { asked } = entry;
  if (asked?.call.name !== 'wait4' || !waitsForEnds(asked)) return undefined;
  const zombie = zombiesOf(entry.before, asked.actor).find((child) => covers(asked.call.args[0], child));
  if (zombie === undefined) return undefined;
  const answered = entry.answers.find((one) => one.asked === asked);
  if (answered === undefined) {
    return entry.waiting.has(asked.actor)
      ? `${asked.actor} waits, but its child ${zombie} is a zombie`
      : undefined;
  }
  if (errnoOf(answered) !== 'ECHILD' && returned(answered) !== 0) return undefined;
  return `${asked.actor} finds nobody to wait for, but its child ${zombie} is a zombie`;
}

/** kill finds no process where there is a zombie. */
function noSuch(entry: Entry, answered: Answered): string | undefined {
  const { asked } = answered;
  const target = asked.call.args[0];
  if (asked.call.name !== 'kill' || errnoOf(answered) !== 'ESRCH') return undefined;
  if (target?.kind !== 'actor' || target.negated) return undefined;
  const there = [entry.before, entry.after].every((belief) => {
    const process = belief.processes.get(target.actor);
    return process?.life === 'alive' || (process?.life === 'zombie' && process.parent !== INIT);
  });
  return there ? `kill finds no ${target.actor}, but nobody waited for it yet` : undefined;
}

function reapedAgain(entry: Entry, answered: Answered): string | undefined {
  const told = toldOf(answered);
  const target = answered.asked.call.args[0];
  if (told !== undefined && entry.before.processes.get(told.actor)?.reaped !== undefined) {
    return `${answered.asked.actor} is told of ${told.actor} again, though it was reaped before`;
  }
  if (answered.asked.call.name !== 'kill' || target?.kind !== 'actor' || target.negated) return undefined;
  if (entry.before.processes.get(target.actor)?.reaped === undefined || errnoOf(answered) !== undefined)
    return undefined;
  return `kill finds ${target.actor}, though it was reaped`;
}

/** The parent of `child`, if it is the same and alive before and after this step. */
function steadyParent(entry: Entry, child: ActorName): ActorName | undefined {
  const parents = [entry.before, entry.after].map((belief) => belief.processes.get(child)?.parent);
  const [parent] = parents;
  if (parent === undefined || parent === INIT || parents[1] !== parent) return undefined;
  const lives = [entry.before, entry.after].map((belief) => belief.processes.get(parent)?.life);
  return lives.every((life) => life === 'alive') ? parent : undefined;
}

function waits(entry: Entry, parent: ActorName): boolean {
  return [...entry.waiting.values(), ...entry.answers.map(({ asked }) => asked)].some(
    (asked) => asked.actor === parent && asked.call.name === 'wait4',
  );
}

function keepsZombies(entry: Entry, parent: ActorName): boolean {
  return [entry.before, entry.after].every((belief) => {
    const process = belief.processes.get(parent);
    const disposition = process === undefined ? undefined : dispositionOf(process, 'SIGCHLD');
    return (
      disposition !== undefined &&
      disposition.to !== 'ignore' &&
      (disposition.flags & bits('SA_NOCLDWAIT')) === 0n
    );
  });
}

/** True for a wait4 whose options cannot leave out the child of a fork, and whose memory is in order. */
function waitsForEnds(asked: Asked): boolean {
  const options = numberOf(
    argument({ asked, result: { kind: 'errno', errno: '' }, outputs: [] }, 1, 'options'),
  );
  const known = bits('WNOHANG') | bits('WUNTRACED') | bits('WCONTINUED');
  return options !== undefined && (options & ~known) === 0n;
}

function zombiesOf(belief: Belief, parent: ActorName): ActorName[] {
  return [...belief.processes]
    .filter(([, process]) => process.parent === parent && process.life === 'zombie')
    .map(([name]) => name);
}

function covers(target: Value | undefined, child: ActorName): boolean {
  if (target?.kind === 'actor') return target.actor === child && !target.negated;
  return numberOf(target) === -1n;
}

function first(answers: readonly Answered[], look: (answered: Answered) => string | undefined) {
  return answers.map(look).find((why) => why !== undefined);
}

function written(value: Value): string {
  return value.kind === 'actor' ? value.actor : String(numberOf(value) ?? value.kind);
}
