/** Binding: from a call as written to one value for every argument of its signature. */
import type { Call } from './call.js';
import { misplaced } from './place.js';
import { isOutWord } from './out-word.js';
import type { Argument, Pointee, Signature } from './signature.js';
import { misspelt } from './text.js';
import { int, type Value } from './value.js';

/** One value an argument; an `out` argument in valid memory (the word `out`, or nothing) is `undefined`. */
export type Bound = Readonly<Record<string, Value | undefined>>;

/** Binding, or what is wrong with the call. */
export type Binding =
  { readonly ok: true; readonly values: Bound } | { readonly ok: false; readonly problem: string };

/**
 * Puts back what a call leaves out.
 *
 * @returns a value for every argument of `signature`, or one sentence that says what is missing or too much.
 */
export function bindArguments(signature: Signature, call: Call): Binding {
  const written = positional(signature);
  const values: Record<string, Value | undefined> = { ...call.named };
  const unknown = Object.keys(call.named).find((name) => !signature.arguments.some((a) => a.name === name));
  if (unknown !== undefined) return { ok: false, problem: `${call.name} has no argument called ${unknown}` };
  const open = written.filter((argument) => !(argument.name in call.named));
  if (call.args.length > open.length) {
    return {
      ok: false,
      problem: `${call.name} takes ${describe(open)}, but ${call.args.length} values are written`,
    };
  }
  for (const [index, argument] of open.entries()) {
    const value = call.args[index] ?? argument.default;
    if (value === undefined)
      return { ok: false, problem: `${call.name} lacks its argument ${argument.name}` };
    values[argument.name] = value;
  }
  for (const argument of signature.arguments) {
    values[argument.name] ??= argument.default ?? derivedLength(signature, argument, values);
    const problem = misplaced(argument, values[argument.name]) ?? misspelt(argument, values[argument.name]);
    if (problem !== undefined) return { ok: false, problem };
    if (isOut(argument) && isOutWord(values[argument.name])) values[argument.name] = undefined;
  }
  return { ok: true, values };
}

/** The arguments that are written in order: neither `out`, nor a length that `in` bytes carry. */
export function positional(signature: Signature): Argument[] {
  return signature.arguments.filter(
    (argument) => !isOut(argument) && inputOfLength(signature, argument) === undefined,
  );
}

/** True for an argument that only brings something back. */
export function isOut(argument: Argument): boolean {
  return argument.type.kind === 'pointer' && argument.type.direction === 'out';
}

/** The `in` bytes or integers whose number `argument` carries, if it does. */
export function inputOfLength(signature: Signature, argument: Argument): Argument | undefined {
  return signature.arguments.find(
    ({ type }) =>
      type.kind === 'pointer' && type.direction === 'in' && lengthNameOf(type.to) === argument.name,
  );
}

function lengthNameOf(to: Pointee): string | undefined {
  if (to.kind === 'bytes') return to.length;
  return to.kind === 'array' && typeof to.count === 'string' ? to.count : undefined;
}

function derivedLength(
  signature: Signature,
  argument: Argument,
  values: Readonly<Record<string, Value | undefined>>,
): Value | undefined {
  const input = inputOfLength(signature, argument);
  const value = input === undefined ? undefined : values[input.name];
  if (value?.kind === 'bytes') return int(value.bytes.length);
  if (value?.kind === 'list') return int(value.items.length);
  return input === undefined ? undefined : int(value?.kind === 'place' ? (value.size ?? 0) : 0);
}

function describe(written: readonly Argument[]): string {
  return written.length === 0 ? 'no arguments' : `(${written.map((argument) => argument.name).join(', ')})`;
}
