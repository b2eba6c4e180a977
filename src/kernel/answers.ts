/** Answers: from what expressions give to the values that a caller gets back. */
import type { AbiTable, Brought, Signature, Value } from '../abi/index.js';
import { broughtBack, bytes, list, names, signalName, word } from '../abi/index.js';
import { Memory, SignalSet } from '../spec/index.js';
import type { Scope } from './arguments.js';
import { ModelBug } from './draft.js';
import { symbolValue } from './symbols.js';

/** One value for everything that the call brings back of valid memory, as a target lifts it. */
export function outputsOf(
  { structs }: AbiTable,
  signature: Signature,
  scope: Scope,
  written: ReadonlyMap<string, Value>,
  returned: Value,
): Value[] {
  const values = signature.arguments.map(({ name }) => [name, standingIn(scope[name])] as const);
  const bound = Object.fromEntries(values);
  return broughtBack(signature, bound, structs).map(
    (one) => written.get(one.name) ?? bound[one.name] ?? untouched(one, returned),
  );
}

/** What the caller wrote for an argument: a value in valid memory, or a place. */
function standingIn(argument: unknown): Value | undefined {
  if (!(argument instanceof Memory)) return undefined;
  return argument.place === 'valid' ? argument.value : { kind: 'place', place: argument.place };
}

/** What stands in a buffer that the kernel left alone: no bytes, or the pattern that the target had put there. */
function untouched({ to }: Brought, returned: Value): Value {
  return to.kind === 'bytes' && returned.kind === 'int' ? bytes('') : word('untouched');
}

/** What a `put` expression gave, as a value. */
export function outputValue(result: unknown): Value {
  if (typeof result === 'bigint') return symbolValue(result);
  if (typeof result === 'string') return bytes(result);
  if (result instanceof SignalSet) return setValue(result.mask);
  if (Array.isArray(result)) return list(result.map(outputValue));
  if (typeof result === 'object' && result !== null && 'kind' in result) return result as Value;
  throw new ModelBug(`cannot put ${String(result)} into memory`);
}

/** What a `returns` expression gave, as a value. */
export function valueOf(result: unknown): Value {
  if (typeof result === 'bigint') return symbolValue(result);
  if (typeof result === 'object' && result !== null && 'kind' in result) return result as Value;
  throw new ModelBug(`a call cannot return ${String(result)}`);
}

/** A signal set as a list of names. */
export function setValue(mask: bigint): Value {
  if (mask === 0n) return list([]);
  const inSet = Array.from({ length: 64 }, (_, index) => index + 1).filter(
    (one) => ((mask >> BigInt(one - 1)) & 1n) === 1n,
  );
  return list(inSet.map((one) => names(signalName(one) ?? String(one))));
}
