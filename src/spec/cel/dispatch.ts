/** Where the words of an expression go while it is evaluated: to the machine of that evaluation. */
import type { ParseResult } from '@marcbachmann/cel-js';
import type { Machine } from '../types.js';

type Word = (...args: unknown[]) => unknown;

export interface Dispatch {
  /** The function that CEL calls for the word `name` with `arity` arguments. */
  handler(name: string, arity: number): Word;
  /** Evaluates `program`, its words going to `machine`. May be nested. Throws what a word throws. */
  run(machine: Machine, program: ParseResult, scope: Readonly<Record<string, unknown>>): unknown;
}

/** A dispatch of its own, for all expressions of one load. */
export function dispatcher(): Dispatch {
  let current: Readonly<Record<string, Word>> = {};
  let failure: { readonly thrown: unknown } | undefined;

  /** CEL's `||` and `&&` forget an error where the other side decides; a word that throws is a bug, and is kept. */
  const keep = (thrown: unknown): never => {
    failure ??= { thrown };
    throw thrown;
  };
  const handler = (name: string, arity: number): Word => {
    const make = BY_ARITY[arity] ?? ANY_ARITY;
    return make(name, () => current, keep);
  };
  const run: Dispatch['run'] = (machine, program, scope) => {
    const outer = current;
    current = machine as unknown as Readonly<Record<string, Word>>;
    try {
      const value: unknown = program(scope);
      if (failure !== undefined) throw failure.thrown;
      return value;
    } finally {
      failure = undefined;
      current = outer;
    }
  };
  return { handler, run };
}

type Maker = (
  name: string,
  machine: () => Readonly<Record<string, Word>>,
  keep: (thrown: unknown) => never,
) => Word;

/** One function for each number of arguments: a rest parameter would cost an array at each call. */
const BY_ARITY: readonly Maker[] = [
  (name, machine, keep) => () => {
    try {
      return call(machine, name)();
    } catch (thrown) {
      return keep(thrown);
    }
  },
  (name, machine, keep) => (a) => {
    try {
      return call(machine, name)(a);
    } catch (thrown) {
      return keep(thrown);
    }
  },
  (name, machine, keep) => (a, b) => {
    try {
      return call(machine, name)(a, b);
    } catch (thrown) {
      return keep(thrown);
    }
  },
  (name, machine, keep) => (a, b, c) => {
    try {
      return call(machine, name)(a, b, c);
    } catch (thrown) {
      return keep(thrown);
    }
  },
];

const ANY_ARITY: Maker =
  (name, machine, keep) =>
  (...all) => {
    try {
      return call(machine, name)(...all);
    } catch (thrown) {
      return keep(thrown);
    }
  };

function call(machine: () => Readonly<Record<string, Word>>, name: string): Word {
  const word = machine()[name];
  if (word === undefined) throw new Error(`the machine does not know the word ${name}`);
  return word;
}
