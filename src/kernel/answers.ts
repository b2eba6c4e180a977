/** Answers: from what expressions give to the values that a caller gets back. */
import type { Argument, Signature, Value } from '../abi/index.js';
import { bytes, isOut, list, names, signalName, word } from '../abi/index.js';
import { Memory, SignalSet } from '../spec/index.js';
import type { Scope } from './arguments.js';
import { ModelBug } from './draft.js';
import { symbolValue } from './symbols.js';

/** One value for each out argument in valid memory, as a target lifts them. */
export function outputsOf(
  signature: Signature,
  scope: Scope,
  written: ReadonlyMap<string, Value>,
  returned: Value,
): Value[] {
  const outs = signature.arguments.filter((one) => isOut(one) && isValid(scope[one.name]));
  return outs.map((one) => written.get(one.name) ?? untouched(one, returned));
}

function isValid(memory: unknown): boolean {
  return memory instanceof Memory && memory.place === 'valid';
}

/** What stands in a buffer that the kernel left alone: no bytes, or the pattern that the target had put there. */
function untouched(argument: Argument, returned: Value): Value {
  const isBytes = argument.type.kind === 'pointer' && argument.type.to.kind === 'bytes';
  return isBytes && returned.kind === 'int' ? bytes('') : word('untouched');
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
