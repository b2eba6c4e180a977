/** Matching: whether what was seen is what an outcome of the model allows, event by event, value by value. */
import { TOLD_FIELDS, type Event, type Result, type SignalInfo, type Value } from '../abi/index.js';
import { bindNumber, numberOf, type Holds, type Numbers } from './numbers.js';

/** What matching must know besides the two sides. */
export interface MatchContext {
  /** The constants by name, to compare a name with a number. */
  readonly constants: Readonly<Record<string, bigint>>;
  readonly holds: Holds;
}

/** All events agree, with these numbers; or the first `agree` of them do. */
export type Match =
  { readonly ok: true; readonly numbers: Numbers } | { readonly ok: false; readonly agree: number };

/**
 * Compares the events that an outcome allows with the events that were seen, both in canonical order.
 *
 * `any` on either side equals everything; a number against an actor binds it. The text of a `look` is not
 * compared here (see look.ts).
 */
export function matchEvents(
  allowed: readonly Event[],
  observed: readonly Event[],
  numbers: Numbers,
  context: MatchContext,
): Match {
  let known = numbers;
  for (const [index, event] of allowed.entries()) {
    const seen = observed[index];
    const next = seen === undefined ? undefined : matchEvent(event, seen, known, context);
    if (next === undefined) return { ok: false, agree: index };
    known = next;
  }
  return observed.length === allowed.length
    ? { ok: true, numbers: known }
    : { ok: false, agree: allowed.length };
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

function matchEvent(
  allowed: Event,
  observed: Event,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  if (allowed.kind !== observed.kind || allowed.actor !== observed.actor) return undefined;
  const handler = HANDLERS[allowed.kind] as (
    a: Event,
    o: Event,
    n: Numbers,
    c: MatchContext,
  ) => Numbers | undefined;
  return handler(allowed, observed, numbers, context);
}

type EventOf<K extends Event['kind']> = Extract<Event, { kind: K }>;
type Handler<K extends Event['kind']> = (
  allowed: EventOf<K>,
  observed: EventOf<K>,
  numbers: Numbers,
  context: MatchContext,
) => Numbers | undefined;

const nothingMore = (_allowed: Event, _observed: Event, numbers: Numbers) => numbers;

const HANDLERS: { readonly [K in Event['kind']]: Handler<K> } = {
  returned: (allowed, observed, numbers, context) => {
    if (allowed.call !== observed.call) return undefined;
    const next = matchResult(allowed.result, observed.result, numbers, context);
    return next && matchAll(allowed.outputs, observed.outputs, next, context);
  },
  blocked: nothingMore,
  busy: nothingMore,
  handler: (allowed, observed, numbers, context) => {
    if (allowed.signal !== observed.signal || allowed.altstack !== observed.altstack) return undefined;
    if (allowed.info.code !== observed.info.code) return undefined;
    return matchTold(allowed.info, observed.info, numbers, context);
  },
  began: nothingMore,
  image: (allowed, observed, numbers) =>
    allowed.argv.length === observed.argv.length &&
    allowed.argv.every((arg, index) => arg === observed.argv[index])
      ? numbers
      : undefined,
  stopped: nothingMore,
  continued: nothingMore,
  ended: (allowed, observed, numbers) => (allowed.as === observed.as ? numbers : undefined),
  seen: (allowed, observed, numbers) =>
    allowed.file === observed.file && allowed.errno === observed.errno ? numbers : undefined,
};

/** What the handler was told, as far as `allowed` speaks of it. */
function matchTold(
  allowed: SignalInfo,
  observed: SignalInfo,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  let known: Numbers | undefined = numbers;
  for (const name of TOLD_FIELDS) {
    const [due, seen] = [allowed[name], observed[name]];
    if (due === undefined || known === undefined) continue;
    known = seen === undefined ? undefined : matchValue(due, seen, known, context);
  }
  return known;
}

function matchResult(
  allowed: Result,
  observed: Result,
  numbers: Numbers,
  context: MatchContext,
): Numbers | undefined {
  if (allowed.kind === 'value' && allowed.value.kind === 'any') return numbers;
  if (allowed.kind === 'errno' || observed.kind === 'errno') {
    const same = allowed.kind === 'errno' && observed.kind === 'errno' && allowed.errno === observed.errno;
    return same ? numbers : undefined;
  }
  return matchValue(allowed.value, observed.value, numbers, context);
}

function matchAll(
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
