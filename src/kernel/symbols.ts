/**
 * Symbols: how a number that Linux chooses for an actor stands in expressions of the spec.
 *
 * CEL compares PIDs as integers, so an actor's PID is an integer above every PID that Linux gives
 * (pid_max is at most 2^22): positive, negative as minus the symbol, and decoded again when answered.
 */
import type { ActorName, Value } from '../abi/index.js';
import { actor, int } from '../abi/index.js';

const PID_BASE = 1_000_000_000n;
const TID_BASE = 1_500_000_000n;
const SPAN = 100_000_000n;
const LETTERS = 26n;

/** The integer that stands for an actor's PID or TID. */
export function encodeSymbol(name: ActorName, part: 'pid' | 'tid' = 'pid', negated = false): bigint {
  const letter = BigInt(name.charCodeAt(0) - 65);
  const index = letter + LETTERS * BigInt(name.slice(1) || '0');
  const symbol = (part === 'pid' ? PID_BASE : TID_BASE) + index;
  return negated ? -symbol : symbol;
}

/** The actor that `number` stands for, if it is a symbol. */
export function decodeSymbol(
  number: bigint,
): { actor: ActorName; part: 'pid' | 'tid'; negated: boolean } | undefined {
  const size = number < 0n ? -number : number;
  const base = size >= TID_BASE ? TID_BASE : PID_BASE;
  const index = size - base;
  if (index < 0n || index >= SPAN) return undefined;
  const letter = String.fromCharCode(65 + Number(index % LETTERS));
  const rest = index / LETTERS;
  return {
    actor: rest === 0n ? letter : `${letter}${rest}`,
    part: base === PID_BASE ? 'pid' : 'tid',
    negated: number < 0n,
  };
}

/** The value that a returned integer means. */
export function symbolValue(number: bigint): Value {
  const symbol = decodeSymbol(number);
  return symbol === undefined ? int(number) : actor(symbol.actor, symbol.part, symbol.negated);
}
