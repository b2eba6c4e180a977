/** Values as words: numbers, actors, places, sets of signals. */
import {
  badCell,
  CELL_BYTES,
  isCell,
  MODEL_ARCH,
  signalNumber,
  translateFlags,
  type Place,
  type Value,
} from '../abi/index.js';
import type { Word } from './frames.js';
import type { LowerContext } from './lower-context.js';
import { TargetFailure } from './target.js';

/** The word zero. */
export const ZERO: Word = numberWord(0n);

/** The word of a plain number. */
export function numberWord(addend: bigint): Word {
  return { base: 'number', slot: 0, addend };
}

/** The address `offset` bytes behind the beginning of the caller's arena. */
export function arenaWord(offset: number): Word {
  return { base: 'arena', slot: 0, addend: BigInt(offset) };
}

/**
 * The word that an integer value means, the bits of `flags` if they are; an actor's number is left to the agent.
 */
export function integerWord(value: Value | undefined, context: LowerContext, flags?: string): Word {
  if (value?.kind === 'actor') {
    return { base: value.negated ? 'minusPid' : 'pid', slot: context.slotOf(value.actor), addend: 0n };
  }
  if (value?.kind === 'int' && flags !== undefined) {
    return numberWord(
      translateFlags(value.value, flags, context.abi, { from: MODEL_ARCH, to: context.arch }),
    );
  }
  return numberWord(integer(value, context));
}

const PLACE_BASES = {
  null: 'number',
  unmapped: 'unmapped',
  'read-only': 'readOnly',
  straddling: 'straddle',
  private: 'private',
  shared: 'shared',
  robust: 'robust',
  altstack: 'altStack',
} as const satisfies Record<Place, Word['base']>;

/** The address of a place. Throws TargetFailure for a cell that does not exist. */
export function placeWord(value: Extract<Value, { kind: 'place' }>): Word {
  const { place, size = 0 } = value;
  const problem = badCell(value);
  if (problem !== undefined) throw new TargetFailure(problem);
  return { base: PLACE_BASES[place], slot: 0, addend: BigInt(isCell(place) ? CELL_BYTES * size : size) };
}

/** The number that names and numbers mean on this architecture. Throws TargetFailure for anything else. */
export function integer(value: Value | undefined, context: LowerContext): bigint {
  if (value?.kind === 'int') return value.value;
  if (value === undefined) throw new TargetFailure('has no value');
  if (value.kind === 'word') throw new TargetFailure(`${value.word} is no number`);
  if (value.kind !== 'names') throw new TargetFailure(`a ${value.kind} is no number`);
  return value.names.reduce((all, name) => all | constant(name, context), value.rest ?? 0n);
}

/** The 64 bits of a signal set: a list of signals, or the bits themselves. */
export function signalSet(value: Value, context: LowerContext): bigint {
  if (value.kind === 'int') return value.value;
  return items(value).reduce((set, item) => set | (1n << (integer(item, context) - 1n)), 0n);
}

/** The items of a list. Throws TargetFailure for a value that is none. */
export function items(value: Value): readonly Value[] {
  if (value.kind !== 'list') throw new TargetFailure(`a ${value.kind} is no list`);
  return value.items;
}

function constant(name: string, { abi, arch }: LowerContext): bigint {
  const known = abi.constants[arch][name] ?? signalNumber(name);
  if (known === undefined) throw new TargetFailure(`no constant of ${arch} is called ${name}`);
  return BigInt(known);
}
