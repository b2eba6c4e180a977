/**
 * Numbers: what the kernel chose for each actor, bound when it is first seen.
 *
 * The model speaks of `B`; a kernel answers 7. From then on B is 7, and no number that is still taken is handed out
 * again. Whoever was given B's number later is B as well, where numbers are told. Each PID namespace has numbers of its
 * own.
 */
import { numberKey, spaceOfKey, type NumberKey, type Value } from '../abi/index.js';

type ActorValue = Extract<Value, { kind: 'actor' }>;

/** Each actor's number in each PID namespace. */
export type Numbers = Readonly<Record<NumberKey, bigint>>;

/** Nobody's number is known. */
export const NO_NUMBERS: Numbers = {};

/** Says whether a number that an actor was born with is still taken, by whomever. */
export type Holds = (key: NumberKey) => boolean;

/** The number bound to `symbol`, sign included; nothing if it was not seen yet. */
export function numberOf(numbers: Numbers, symbol: ActorValue): bigint | undefined {
  const number = numbers[keyOf(symbol)];
  return number === undefined || !symbol.negated ? number : -number;
}

/**
 * Says that `symbol` was seen as `seen`.
 *
 * @returns the numbers with the new one, or nothing if it contradicts what is known.
 */
export function bindNumber(
  numbers: Numbers,
  symbol: ActorValue,
  seen: bigint,
  holds: Holds,
): Numbers | undefined {
  const number = symbol.negated ? -seen : seen;
  const key = keyOf(symbol);
  const known = numbers[key];
  if (known !== undefined) return known === number ? numbers : undefined;
  const taken = Object.entries(numbers).some(
    ([other, value]) =>
      value === number && other !== key && spaceOfKey(other) === symbol.space && holds(other),
  );
  return taken || number <= 1n ? undefined : { ...numbers, [key]: number };
}

function keyOf({ actor, space }: ActorValue): NumberKey {
  return numberKey(actor, space);
}
