/**
 * Symbols: how a number that Linux chooses for an actor stands in expressions of the spec.
 *
 * CEL compares PIDs as integers, so an actor's number is an integer above every PID that Linux gives
 * (pid_max is at most 2^22): positive, negative as minus the symbol, and decoded again when answered. In each PID
 * namespace an actor has another number, and another symbol. All of them are TIDs for a futex, too: below 2^30.
 */
import type { ActorName, Value } from '../abi/index.js';
import { actor, int } from '../abi/index.js';
import { INIT, type PidSpaceId } from './ids.js';

const PID_BASE = 1_000_000_000n;
const ACTORS_A_SPACE = 100_000n;
const SPAN = 73_000_000n;
const LETTERS = 26n;

/** The actor that a symbol is of, its sign, and the PID namespace in which it is the actor's number. */
export interface ActorSymbol {
  readonly actor: ActorName;
  readonly negated: boolean;
  readonly space: PidSpaceId;
}

/** The integer that stands for an actor's number in a PID namespace, or for minus that. */
export function encodeSymbol(name: ActorName, negated = false, space: PidSpaceId = INIT): bigint {
  const ofSpace = space === INIT ? 0n : 1n + indexOf(space);
  const symbol = PID_BASE + ofSpace * ACTORS_A_SPACE + indexOf(name);
  return negated ? -symbol : symbol;
}

/** What `number` stands for, if it is a symbol. */
export function decodeSymbol(number: bigint): ActorSymbol | undefined {
  const index = (number < 0n ? -number : number) - PID_BASE;
  if (index < 0n || index >= SPAN) return undefined;
  const ofSpace = index / ACTORS_A_SPACE;
  return {
    actor: nameOf(index % ACTORS_A_SPACE),
    negated: number < 0n,
    space: ofSpace === 0n ? INIT : nameOf(ofSpace - 1n),
  };
}

/** The value that a returned integer means. */
export function symbolValue(number: bigint): Value {
  const symbol = decodeSymbol(number);
  if (symbol === undefined) return int(number);
  return actor(symbol.actor, symbol.negated, symbol.space === INIT ? undefined : symbol.space);
}

function indexOf(name: ActorName): bigint {
  return BigInt(name.charCodeAt(0) - 65) + LETTERS * BigInt(name.slice(1) || '0');
}

function nameOf(index: bigint): ActorName {
  const letter = String.fromCharCode(65 + Number(index % LETTERS));
  const rest = index / LETTERS;
  return rest === 0n ? letter : `${letter}${rest}`;
}
