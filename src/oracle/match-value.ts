/** Matching values: whether one that was seen is one that is allowed, and which numbers are known then. */
import type { Value } from '../abi/index.js';
import { bindNumber, numberOf, type Holds, type Numbers } from './numbers.js';

/** What matching must know besides the two sides. */
export interface MatchContext {
  /** The constants by name, to compare a name with a number. */
  readonly constants: Readonly<Record<string, bigint>>;
  readonly holds: Holds;
}

/** Compares one value that is allowed with one that was seen; the numbers as they are known then, or nothing. */
export function matchValue(
  allowed: Value,
  observed: Value,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  if (allowed.kind === 'any' || observed.kind === 'any') return numbers;
  if (allowed.kind === 'actor' || observed.kind === 'actor')
    return matchActor(allowed, observed, numbers, context);
  const [left, right] = [asNumber(allowed, context), asNumber(observed, context)];
  if (left !== undefined && right !== undefined) return left === right ? numbers : undefined;
  if (allowed.kind === 'list' && observed.kind === 'list') {
    return matchAll(allowed.items, observed.items, numbers, context);
  }
  if (allowed.kind === 'struct' && observed.kind === 'struct') {
    return matchFields(allowed.fields, observed.fields, numbers, context);
  }
  return sameLeaf(allowed, observed) ? numbers : undefined;
}

/** Compares as many values as are allowed, in order; nothing where there are more or fewer. */
export function matchAll(
  allowed: readonly Value[],
  observed: readonly Value[],
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  if (allowed.length !== observed.length) return undefined;
  let known: Numbers | undefined = numbers;
  for (const [index, value] of allowed.entries()) {
    const seen = observed[index];
    known = seen === undefined ? undefined : matchValue(value, seen, known, context);
    if (known === undefined) return undefined;
  }
  return known;
}

type Fields = Readonly<Record<string, Value>>;

function matchFields(
  allowed: Fields,
  observed: Fields,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  const keys = Object.keys(allowed);
  if (keys.length !== Object.keys(observed).length || !keys.every((key) => key in observed)) return undefined;
  const pick = (fields: Fields) => keys.flatMap((key) => fields[key] ?? []);
  return matchAll(pick(allowed), pick(observed), numbers, context);
}

function matchActor(
  allowed: Value,
  observed: Value,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  if (allowed.kind === 'actor' && observed.kind === 'actor') {
    return allowed.actor === observed.actor && allowed.negated === observed.negated ? numbers : undefined;
  }
  if (allowed.kind === 'actor' && observed.kind === 'int') {
    return bindNumber(numbers, allowed, observed.value, context.holds);
  }
  if (observed.kind === 'actor' && allowed.kind === 'int') {
    return numberOf(numbers, observed) === allowed.value ? numbers : undefined;
  }
  return undefined;
}

function asNumber(value: Value, context: MatchContext): bigint | undefined {
  if (value.kind === 'int') return value.value;
  if (value.kind !== 'names') return undefined;
  let bits = value.rest ?? 0n;
  for (const name of value.names) {
    const constant = context.constants[name];
    if (constant === undefined) return undefined;
    bits |= constant;
  }
  return bits;
}

function sameLeaf(a: Value, b: Value): boolean {
  if (a.kind === 'word' && b.kind === 'word') return a.word === b.word;
  if (a.kind === 'bytes' && b.kind === 'bytes') return a.bytes === b.bytes;
  if (a.kind === 'place' && b.kind === 'place') return a.place === b.place && a.size === b.size;
  if (a.kind === 'names' && b.kind === 'names') {
    return (
      a.rest === b.rest &&
      a.names.length === b.names.length &&
      a.names.every((name) => b.names.includes(name))
    );
  }
  return false;
}
