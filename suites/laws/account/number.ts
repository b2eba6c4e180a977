/** Process numbers: a kernel answers with numbers that it chose; laws speak of actors. */
import type { ActorName, Result, Value } from '../../../src/abi/index.js';
import { actor } from '../../../src/abi/index.js';
import { FIRST_ACTOR } from '../../../src/scenario/index.js';
import type { Moment } from './moment.js';

/** Who bore a number last. */
export type Bearers = Map<bigint, ActorName>;

/** Calls that answer with the number of a process. */
const TELL_NUMBERS = new Set(['fork', 'getpid', 'getppid', 'wait4']);

/**
 * A moment whose answers name actors where they told their numbers, as far as these are known. Learns numbers
 * on the way: that of a child from its fork, that of the first actor from its own or its child's question.
 */
export function withActors(
  moment: Moment,
  bearers: Bearers,
  parentOf: (of: ActorName) => ActorName | undefined,
  isLeft: (of: ActorName) => boolean,
): Moment {
  const child = moment.events.find((event) => event.kind === 'began')?.actor;
  const answers = moment.answers.map((answered) => {
    const { call, actor: caller } = answered.asked;
    if (!TELL_NUMBERS.has(call.name)) return answered;
    const meant: Readonly<Record<string, ActorName | undefined>> = {
      fork: child,
      getpid: caller,
      getppid: parentOf(caller),
    };
    learn(answered.result, call.name, meant[call.name], bearers, isLeft);
    return { ...answered, result: named(answered.result, bearers) };
  });
  return { ...moment, answers };
}

/**
 * The number of a fork is that of its child, unless somebody else still bears it (which is for a law to say);
 * the first actor's number is learnt when it can only be that.
 */
function learn(
  result: Result,
  call: string,
  meant: ActorName | undefined,
  bearers: Bearers,
  isLeft: (of: ActorName) => boolean,
): void {
  if (result.kind !== 'value' || result.value.kind !== 'int' || meant === undefined) return;
  const number = result.value.value;
  const bearer = bearers.get(number);
  const isFree = bearer === undefined || !isLeft(bearer);
  if (call === 'fork' && isFree) bearers.set(number, meant);
  if (meant !== FIRST_ACTOR || bearer !== undefined || number <= 1n) return;
  if (![...bearers.values()].includes(FIRST_ACTOR)) bearers.set(number, meant);
}

function named(result: Result, bearers: Bearers): Result {
  if (result.kind !== 'value' || result.value.kind !== 'int') return result;
  const name = bearers.get(result.value.value);
  const value: Value = name === undefined ? result.value : actor(name);
  return { kind: 'value', value };
}
