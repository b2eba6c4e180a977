/** Simpler scenarios of the same steps: smaller numbers, shorter texts, fewer flags, fewer exceptional arguments. */
import { int, type Call, type Value } from '../abi/index.js';
import type { Scenario } from '../scenario/index.js';

/** Every scenario with one value of one step made simpler, the simplest first. Expectations go: they were of another. */
export function* simplerValues({ setting, steps }: Scenario): Generator<Scenario> {
  for (const [index, { action }] of steps.entries()) {
    if (action.kind !== 'call') continue;
    for (const call of simplerCalls(action.call)) {
      const changed = steps.map((step, at) => ({ action: at === index ? { ...action, call } : step.action }));
      yield { setting, steps: changed };
    }
  }
}

function* simplerCalls(call: Call): Generator<Call> {
  for (const name of Object.keys(call.named)) {
    const others = Object.entries(call.named).filter(([other]) => other !== name);
    yield { ...call, named: Object.fromEntries(others) };
  }
  for (const [at, value] of call.args.entries()) {
    for (const simpler of simplerThan(value)) yield { ...call, args: call.args.with(at, simpler) };
  }
  for (const [name, value] of Object.entries(call.named)) {
    for (const simpler of simplerThan(value)) yield { ...call, named: { ...call.named, [name]: simpler } };
  }
}

function simplerThan(value: Value): readonly Value[] {
  return (SIMPLER[value.kind] as (value: Value) => readonly Value[])(value);
}

const none = (): readonly Value[] => [];

const SIMPLER: { readonly [K in Value['kind']]: (value: Extract<Value, { kind: K }>) => readonly Value[] } = {
  int: ({ value }) =>
    [0n, 1n, value / 2n, value < 0n ? value + 1n : value - 1n]
      .filter((less) => absolute(less) < absolute(value))
      .map(int),
  names: ({ names, rest }) => [
    ...(rest === undefined ? [] : [{ kind: 'names', names } as const]),
    ...(names.length < 2
      ? []
      : names.map((name) => ({ kind: 'names', names: without(names, name) }) as const)),
  ],
  bytes: ({ bytes }) =>
    [1, Math.floor(bytes.length / 2)]
      .filter((length) => length < bytes.length)
      .map((length) => ({ kind: 'bytes', bytes: bytes.slice(0, length) })),
  list: ({ items }) => items.map((item) => ({ kind: 'list', items: without(items, item) })),
  struct: ({ fields }) => [
    ...Object.keys(fields).map((name): Value => {
      const others = Object.entries(fields).filter(([other]) => other !== name);
      return { kind: 'struct', fields: Object.fromEntries(others) };
    }),
    ...Object.entries(fields).flatMap(([name, field]) =>
      simplerThan(field).map((simpler): Value => ({
        kind: 'struct',
        fields: { ...fields, [name]: simpler },
      })),
    ),
  ],
  word: none,
  actor: none,
  text: none,
  place: none,
  any: none,
};

function without<T>(items: readonly T[], one: T): T[] {
  return items.filter((item) => item !== one);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
