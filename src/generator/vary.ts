/** A call with one argument another. */
import {
  type Argument,
  bindArguments,
  type Call,
  inputOfLength,
  type Place,
  place,
  positional,
  type Signature,
  type Value,
} from '../abi/index.js';

const BAD_PLACES: readonly Place[] = ['null', 'unmapped', 'read-only', 'straddling'];

/** Memory that a call may fail to read or to write. */
export const BAD: readonly Value[] = BAD_PLACES.map((bad) =>
  place(bad, bad === 'straddling' ? 1 : undefined),
);

/** The values that are tried for an argument of a call. */
export type Values = (call: string, argument: Argument) => readonly Value[];

/**
 * `call` with each of its arguments replaced by each of its `values`, as far as the call can be made like that.
 * `signatureOf` tells the signature that a call has by its arguments.
 */
export function variedCalls(signatureOf: (call: Call) => Signature, call: Call, values: Values): Call[] {
  const signature = signatureOf(call);
  return signature.arguments.flatMap((argument) =>
    values(call.name, argument)
      .map((value) => withArgument(signature, call, argument, value))
      .filter((varied) => bindArguments(signatureOf(varied), varied).ok),
  );
}

/** What stands for each argument of `call`, by name; what is left out is absent. */
export function writtenArguments(signature: Signature, call: Call): ReadonlyMap<string, Value> {
  const open = positional(signature).filter(({ name }) => !(name in call.named));
  const inOrder = open.flatMap(({ name }, index): [string, Value][] => {
    const value = call.args[index];
    return value === undefined ? [] : [[name, value]];
  });
  return new Map([...inOrder, ...Object.entries(call.named)]);
}

/** Which arguments of `call` point to bad memory, and to which: `buf unmapped`. */
export function badMemoryOf(signature: Signature, call: Call): string[] {
  return [...writtenArguments(signature, call)].flatMap(([name, value]) =>
    value.kind === 'place' && BAD_PLACES.includes(value.place) ? [`${name} ${value.place}`] : [],
  );
}

/** The arguments that stand in order stay there as long as none before them is missing; the others go by name. */
function withArgument(signature: Signature, call: Call, argument: Argument, value: Value): Call {
  const written = new Map(writtenArguments(signature, call));
  keepLength(signature, call, argument, written);
  written.set(argument.name, value);
  const order = positional(signature).map(({ name }) => name);
  const gap = order.findIndex((name) => !written.has(name));
  const inOrder = gap < 0 ? order : order.slice(0, gap);
  return {
    name: call.name,
    args: inOrder.flatMap((name) => written.get(name) ?? []),
    named: Object.fromEntries([...written].filter(([name]) => !inOrder.includes(name))),
  };
}

/** Bytes carry their number; what takes their place shall have as many. */
function keepLength(signature: Signature, call: Call, argument: Argument, written: Map<string, Value>): void {
  const length = signature.arguments.find((one) => inputOfLength(signature, one) === argument);
  const bound = bindArguments(signature, call);
  const value = length && bound.ok ? bound.values[length.name] : undefined;
  if (length !== undefined && value !== undefined) written.set(length.name, value);
}
