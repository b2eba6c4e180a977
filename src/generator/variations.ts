/**
 * Variations: calls of examples once more with one argument another, wherever that comes to something that no
 * example shows: two refusals hold at once, or memory is bad that the answer may not need.
 */
import { type Argument, type Call, type Signature, signatureFor, type Value } from '../abi/index.js';
import type { Kernel, Outcome } from '../kernel/index.js';
import { type Action, misfits, printValue, type Scenario } from '../scenario/index.js';
import type { Location, Spec } from '../spec/index.js';
import type { Directed, Passed } from './directed.js';
import { BAD, badMemoryOf, variedCalls, writtenArguments } from './vary.js';

/** A scenario that ends with a varied call. */
export interface Variation {
  readonly scenario: Scenario;
  readonly call: Call;
  /** Where the example stands that it varies. */
  readonly at: Location;
}

type CallAction = Action & { readonly kind: 'call' };

/** A call of an example, and what led to it. */
interface Occurrence {
  readonly before: readonly Passed[];
  readonly world: Outcome['world'];
  readonly action: CallAction;
  readonly outcome: Outcome;
  readonly signature: Signature;
  readonly example: Directed;
}

/**
 * The variations of `examples` (as `direct` walked them from `initial`), those with the fewest steps first. An
 * argument gets each value that examples give it elsewhere and, if it is a pointer, bad memory of every kind. Each
 * variation shows something of a call that no example and no earlier one shows (`shownBy`).
 */
export function variationsOf(
  spec: Spec,
  kernel: Kernel,
  initial: Outcome['world'],
  examples: readonly Directed[],
): Variation[] {
  const all = examples.flatMap((example) => occurrencesIn(spec, initial, example));
  all.sort((one, other) => one.before.length - other.before.length);
  const signatureOf = (call: Call) => signatureIn(spec, call);
  const known = new Set<string>();
  const occurrences = all.filter((one) => isNews(known, shownBy(kernel, one, one.action)));
  const values = valuesIn(occurrences.filter(({ outcome }) => isRefusal(outcome)));
  return occurrences.flatMap((one) =>
    variedCalls(signatureOf, one.action.call, values).flatMap((call) => {
      const action = { ...one.action, call };
      const scenario = scenarioOf(one, action);
      const fits = misfits(scenario).length === 0;
      return fits && isNews(known, shownBy(kernel, one, action))
        ? [{ scenario, call, at: one.example.at }]
        : [];
    }),
  );
}

/** True if any of `shown` is not among the `known`, where all of them are from now on. */
function isNews(known: Set<string>, shown: readonly string[]): boolean {
  const news = shown.filter((one) => !known.has(one));
  for (const one of news) known.add(one);
  return news.length > 0;
}

function occurrencesIn(spec: Spec, initial: Outcome['world'], example: Directed): Occurrence[] {
  return example.path.flatMap(({ action, outcome }, index): Occurrence[] => {
    if (action.kind !== 'call') return [];
    const before = example.path.slice(0, index);
    return [
      {
        before,
        world: before.at(-1)?.outcome.world ?? initial,
        action,
        outcome,
        signature: signatureIn(spec, action.call),
        example,
      },
    ];
  });
}

function isRefusal({ events }: Outcome): boolean {
  return events.some((event) => event.kind === 'returned' && event.result.kind === 'errno');
}

function signatureIn({ abi }: Spec, call: Call): Signature {
  const signature = abi.calls[call.name];
  if (signature === undefined) throw new Error(`there is no call ${call.name}`);
  return signatureFor(signature, call, abi.constants.x86_64);
}

/** Each value that is written for an argument anywhere, once. */
function valuesIn(
  occurrences: readonly Occurrence[],
): (call: string, argument: Argument) => readonly Value[] {
  const found = new Map<string, Map<string, Value>>();
  for (const { action, signature } of occurrences) {
    for (const [name, value] of writtenArguments(signature, action.call)) {
      const key = `${action.call.name} ${name}`;
      const values = found.get(key) ?? new Map<string, Value>();
      found.set(key, values.set(printValue(value), value));
    }
  }
  return (call, { name, type }) => {
    const values = found.get(`${call} ${name}`) ?? new Map<string, Value>();
    const bad = type.kind === 'pointer' ? BAD.filter((value) => !values.has(printValue(value))) : [];
    return [...values.values(), ...bad];
  };
}

/**
 * What a call that is made there shows, each as a text: the clauses that fire, beside each refusal that holds as well,
 * and beside each argument that points to bad memory. Nothing where the text leaves open what happens.
 */
function shownBy(kernel: Kernel, { world, signature }: Occurrence, action: CallAction): string[] {
  const outcomes = kernel.step(world, action);
  const [outcome] = outcomes;
  if (outcome === undefined || outcomes.some(({ unspecified }) => unspecified !== undefined)) return [];
  const fired = outcome.clauses.at(-1) ?? action.call.name;
  const others = isRefusal(outcome) ? kernel.otherRefusals(world, action) : [];
  const beside = others.map(({ precedence }) => precedence?.clause ?? '');
  return [...beside, ...badMemoryOf(signature, action.call), ''].map((one) => `${fired}, ${one}`);
}

function scenarioOf({ before, example }: Occurrence, action: CallAction): Scenario {
  const steps = [...before.map((passed) => ({ action: passed.action })), { action }];
  return { setting: example.scenario.setting, steps };
}
