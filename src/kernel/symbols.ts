/**
 * Symbols: how a number that Linux chooses for an actor stands in expressions of the spec.
 *
 * CEL compares PIDs as integers, so an actor's number is an integer above every PID that Linux gives
 * (pid_max is at most 2^22): positive, negative as minus the symbol, and decoded again when answered.
 */
import type { ActorName, Value } from '../abi/index.js';
import { actor, int } from '../abi/index.js';

const PID_BASE = 1_000_000_000n;
const SPAN = 100_000_000n;
const LETTERS = 26n;

/** The integer that stands for an actor's number, or for minus that. */
export function encodeSymbol(name: ActorName, negated = false): bigint {
  const letter = BigInt(name.charCodeAt(0) - 65);
  const index = letter + LETTERS * BigInt(name.slice(1) || '0');
  const symbol = PID_BASE + index;
  return negated ? -symbol : symbol;
}

/** The actor that `number` stands for, if it is a symbol. */
export function decodeSymbol(number: bigint): { actor: ActorName; negated: boolean } | undefined {
  const index = (number < 0n ? -number : number) - PID_BASE;
  if (index < 0n || index >= SPAN) return undefined;
  const letter = String.fromCharCode(65 + Number(index % LETTERS));
  const rest = index / LETTERS;
  return {
    actor: rest === 0n ? letter : `${letter}${rest}`,
    negated: number < 0n,
  };
}

/** The value that a returned integer means. */
export function symbolValue(number: bigint): Value {
  const symbol = decodeSymbol(number);
  return symbol === undefined ? int(number) : actor(symbol.actor, symbol.negated);
}
