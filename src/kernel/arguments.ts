/** Arguments as expressions see them: integers as the call's type has them, pointers as `Memory`. */
import type { AbiTable, Argument, Bound, Call, Signature, Value } from '../abi/index.js';
import { bindArguments, bytes, isOut } from '../abi/index.js';
import { Memory } from '../spec/index.js';
import { ownProcess, type Caller } from './context.js';
import { ModelBug } from './draft.js';
import { numberNamed } from './objects/pid.js';

/** The variables of a body: one an argument, and `done`. */
export type Scope = Record<string, unknown>;

/** The scope in which a call's body runs. Throws ModelBug for a call that does not fit its signature. */
export function scopeOf(caller: Caller, abi: AbiTable, signature: Signature, call: Call): Scope {
  const binding = bindArguments(signature, call);
  if (!binding.ok) throw new ModelBug(binding.problem);
  const scope: Scope = { done: 0n };
  for (const argument of signature.arguments) {
    scope[argument.name] = seen(caller, abi, argument, binding.values);
  }
  return scope;
}

/**
 * The integer that a value means to the caller (constants of x86_64: the model is of that architecture). An actor is
 * the number that it has in the caller's PID namespace.
 */
export function integerOf(caller: Caller, abi: AbiTable, value: Value): bigint {
  if (value.kind === 'int') return value.value;
  if (value.kind === 'actor') {
    return numberNamed(caller.draft, value.actor, value.negated, ownProcess(caller));
  }
  if (value.kind !== 'names') throw new ModelBug(`a ${value.kind} where a number belongs`);
  return value.names.reduce((all, name) => all | constant(abi, name), value.rest ?? 0n);
}

function constant(abi: AbiTable, name: string): bigint {
  const value = abi.constants.x86_64[name];
  if (value === undefined) throw new ModelBug(`no constant is called ${name}`);
  return value;
}

function seen(caller: Caller, abi: AbiTable, argument: Argument, values: Bound): unknown {
  const value = values[argument.name];
  if (argument.type.kind === 'integer') {
    return fit(integerOf(caller, abi, value ?? missing(argument)), argument.type.bits, argument.type.signed);
  }
  if (value?.kind === 'place') {
    const room = value.size ?? (value.place === 'straddling' ? 0 : Infinity);
    return new Memory(value.place, room, undefined);
  }
  if (value === undefined && !isOut(argument)) return missing(argument);
  return new Memory('valid', Infinity, value?.kind === 'text' ? spelt(caller, abi, value) : value);
}

/** A text with its numbers in digits: those of the symbols, which no other number has. */
function spelt(caller: Caller, abi: AbiTable, { parts }: Extract<Value, { kind: 'text' }>): Value {
  return bytes(
    parts.map((part) => (part.kind === 'bytes' ? part.bytes : String(integerOf(caller, abi, part)))).join(''),
  );
}

/** The low bits of a word, as the kernel's own parameter type reads them. */
function fit(value: bigint, bits: 32 | 64, signed: boolean): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

function missing(argument: Argument): never {
  throw new ModelBug(`the argument ${argument.name} is missing`);
}
