/** Putting: what a call brings back goes to its caller; an integer that lies in a cell is seen by everybody there. */
import { isCell, type Pointee, type Signature, type Value } from '../abi/index.js';
import { Memory, type Effect, type Machine } from '../spec/index.js';
import { outputValue } from './answers.js';
import type { Scope } from './arguments.js';
import type { Context } from './context.js';
import { readCell, writeCell } from './objects/memory.js';

/** The run of a call, as far as putting needs it. */
interface Putting {
  readonly rules: { readonly machine: Machine; readonly context: Context };
  readonly signature: Signature;
  readonly scope: Scope;
  readonly outputs: Map<string, Value>;
}

/** Carries out a `put`. */
export function put(run: Putting, { argument, value }: Extract<Effect, { kind: 'put' }>): void {
  const { rules, signature, scope, outputs } = run;
  const result = value.evaluate(rules.machine, scope);
  const memory = scope[argument];
  const type = signature.arguments.find(({ name }) => name === argument)?.type;
  if (memory instanceof Memory && type?.kind === 'pointer' && typeof result === 'bigint') {
    if (putInCell(rules.context, memory, type.to, result)) return;
  }
  outputs.set(argument, outputValue(result));
}

/** An int is the lower half of a cell: both architectures are little-endian. */
const INT_BITS = 32n;

function putInCell({ draft, task }: Context, { place, room }: Memory, to: Pointee, result: bigint): boolean {
  if (place === 'valid' || !isCell(place)) return false;
  const cell = { place, index: room };
  const isWhole = to.kind !== 'integer' || to.bytes === 8;
  const high = (readCell(draft, task, cell) >> INT_BITS) << INT_BITS;
  writeCell(draft, task, cell, isWhole ? result : high | BigInt.asUintN(Number(INT_BITS), result));
  return true;
}
