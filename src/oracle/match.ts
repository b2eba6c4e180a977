/** Matching: whether what was seen is what an outcome of the model allows, event by event. */
import { TOLD_FIELDS, type Event, type Result, type SignalInfo } from '../abi/index.js';
import { matchAll, matchValue, type MatchContext } from './match-value.js';
import type { Numbers } from './numbers.js';

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
  if (allowed.kind === 'errno' || observed.kind === 'errno') {
    const same = allowed.kind === 'errno' && observed.kind === 'errno' && allowed.errno === observed.errno;
    return same ? numbers : undefined;
  }
  return matchValue(allowed.value, observed.value, numbers, context);
}
