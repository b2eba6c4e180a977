/** Laws of threads and of numbers that are handed out again. spec/laws/{exec,number,pidfd}.yaml. */
import type { ActorName, Value } from '../../src/abi/index.js';
import { FIRST_ACTOR, type Observation, type Scenario } from '../../src/scenario/index.js';
import { momentsOf, type Asked, type Moment } from './account/moment.js';
import { descriptorOf, mentions } from './account/reading.js';
import type { Breach, LawChecker } from './law.js';

export const THREAD_LAWS: readonly LawChecker[] = [
  { id: 'exec/one-thread', check: (scenario, observation) => scan(scenario, observation, siblingLeft) },
  { id: 'number/held', check: (scenario, observation) => scan(scenario, observation, heldNumber) },
  {
    id: 'pidfd/first-owner-only',
    check: (scenario, observation) => scan(scenario, observation, secondOwner),
  },
];

/** What can be followed of who there is, by events alone. */
interface Roll {
  /** Everybody who has begun and not ended, with the first thread of the process. */
  readonly alive: Map<ActorName, ActorName>;
  /** Zombies that nobody can have waited for. */
  readonly unreaped: Set<ActorName>;
  /** Actors whose number another one has got since. */
  readonly replaced: Set<ActorName>;
  /** pidfds by their holder and number. */
  readonly pidfds: Map<string, ActorName>;
}

type Look = (roll: Roll, moment: Moment) => string | undefined;

function scan(scenario: Scenario, observation: Observation, look: Look): Breach | undefined {
  const roll: Roll = {
    alive: new Map([[FIRST_ACTOR, FIRST_ACTOR]]),
    unreaped: new Set(),
    replaced: new Set(),
    pidfds: new Map(),
  };
  for (const moment of momentsOf(scenario, observation)) {
    const why = look(roll, moment);
    if (why !== undefined) return { step: moment.step, why };
    follow(roll, moment);
  }
  return undefined;
}

function follow(roll: Roll, { asked, answers, events }: Moment): void {
  for (const event of events) {
    const { kind, actor } = event;
    if (kind === 'began') roll.alive.set(actor, leaderOf(roll, actor, asked));
    if (kind === 'ended') roll.alive.delete(actor);
    // Init waits for the children of whoever ends.
    if (kind === 'ended') roll.unreaped.clear();
    if (kind === 'image') roll.pidfds.clear();
  }
  for (const event of events)
    if (event.kind === 'ended' && event.as === 'zombie') roll.unreaped.add(event.actor);
  if (answers.some(({ asked: { call } }) => WAITS.has(call.name))) roll.unreaped.clear();
  const chosen = events.some(({ kind }) => kind === 'began') ? chosenNumber(asked) : undefined;
  if (chosen !== undefined) roll.replaced.add(chosen);
  followPidfds(roll, answers);
}

function followPidfds({ pidfds, replaced }: Roll, answers: Moment['answers']): void {
  for (const { asked, result } of answers) {
    const { actor, call } = asked;
    if (result.kind === 'errno') continue;
    if (CLOSING.has(call.name)) pidfds.clear();
    const [target] = call.args;
    const fd = descriptorOf(result.value);
    if (call.name === 'pidfd_open' && target?.kind === 'actor' && fd !== undefined) {
      // A number that another one has by now means that other one.
      if (!replaced.has(target.actor)) pidfds.set(`${actor} ${fd}`, target.actor);
    }
  }
}

const WAITS = new Set(['wait4', 'waitid']);
/** Calls after which a descriptor may be another one. */
export const CLOSING: ReadonlySet<string> = new Set([
  'close',
  'close_range',
  'dup2',
  'dup3',
  'fcntl',
  'execve',
  'execveat',
]);

function siblingLeft({ alive }: Roll, { events }: Moment): string | undefined {
  const ended = new Set(events.flatMap(({ kind, actor }) => (kind === 'ended' ? [actor] : [])));
  for (const { kind, actor } of events) {
    if (kind !== 'image') continue;
    const left = [...alive].find(
      ([name, leader]) => name !== actor && leader === alive.get(actor) && !ended.has(name),
    );
    if (left !== undefined)
      return `${actor} runs a new program, but ${left[0]}, another thread of it, is still there`;
  }
  return undefined;
}

function heldNumber({ alive, unreaped }: Roll, { asked, events }: Moment): string | undefined {
  const number = chosenNumber(asked);
  const child = events.find(({ kind }) => kind === 'began')?.actor;
  if (number === undefined || child === undefined) return undefined;
  if (alive.has(number)) return `${child} gets the number of ${number}, who is alive`;
  return unreaped.has(number)
    ? `${child} gets the number of ${number}, whom nobody waited for yet`
    : undefined;
}

function secondOwner({ pidfds, replaced }: Roll, { answers }: Moment): string | undefined {
  for (const { asked, result } of answers) {
    const { actor, call } = asked;
    if (call.name !== 'pidfd_send_signal' || result.kind === 'errno') continue;
    const held = pidfds.get(`${actor} ${String(descriptorOf(call.args[0]))}`);
    if (held !== undefined && replaced.has(held)) {
      return `a pidfd of ${held} reaches somebody, though ${held} is gone and its number another's`;
    }
  }
  return undefined;
}

/**
 * The number that a call chose for the child that it makes, as the actor who had it first. Undefined for the init of a
 * new PID namespace: there it is a number that nobody had.
 */
export function chosenNumber(asked: Asked | undefined): ActorName | undefined {
  if (asked?.call.name !== 'clone3') return undefined;
  const [args, size = asked.call.named['size']] = asked.call.args;
  if (size !== undefined && !holdsNumbers(size)) return undefined;
  if (args?.kind !== 'struct' || mentions(args, 'CLONE_NEWPID')) return undefined;
  const numbers = args.fields['set_tid'];
  const [first] = numbers?.kind === 'list' ? numbers.items : [];
  return first?.kind === 'actor' && !first.negated ? first.actor : undefined;
}

/** Is a struct of that size surely one with chosen numbers in it (CLONE_ARGS_SIZE_VER1)? A shorter one has none. */
function holdsNumbers(size: Value): boolean {
  return size.kind === 'int' && size.value >= 80n;
}

/** The first thread of the process in which `actor` begins. */
function leaderOf({ alive }: Roll, actor: ActorName, asked: Asked | undefined): ActorName {
  if (asked === undefined || !asked.call.args.some((value) => mentions(value, 'CLONE_THREAD'))) return actor;
  return alive.get(asked.actor) ?? actor;
}
