/** A call of a tale with its arguments bound, and how C programs make it. */
import {
  bindArguments,
  signatureFor,
  type Argument,
  type Bound,
  type Call,
  type Signature,
  type Value,
} from '../../abi/index.js';
import type { CCall, Spec } from '../../spec/index.js';
import { Refused } from './refused.js';

export interface BoundCall {
  readonly signature: Signature;
  readonly values: Bound;
  readonly entry: CCall | undefined;
  readonly arguments: readonly { readonly argument: Argument; readonly value: Value | undefined }[];
}

/** Binds the arguments of `call`. Throws Refused for a call that does not fit its signature. */
export function boundCall(call: Call, spec: Spec): BoundCall {
  const known = spec.abi.calls[call.name];
  if (known === undefined) throw new Refused(`no call is named ${call.name}`);
  const signature = signatureFor(known, call, spec.abi.constants.x86_64);
  const binding = bindArguments(signature, call);
  if (!binding.ok) throw new Refused(binding.problem);
  return {
    signature,
    values: binding.values,
    entry: spec.c.calls[call.name],
    arguments: signature.arguments.map((argument) => ({ argument, value: binding.values[argument.name] })),
  };
}

/** What the arguments are. */
export function valuesOf({ arguments: all }: BoundCall): Value[] {
  return all.flatMap(({ value }) => (value === undefined ? [] : [value]));
}
