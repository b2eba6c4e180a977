/** Structs in memory as values. */
import { int, struct, word, type Field, type Value } from '../abi/index.js';
import {
  addressValue,
  constantValue,
  flagsValue,
  signalSetValue,
  signalValue,
  type MemoryContext,
} from './lift-word.js';
import { ENTRY_BYTES, neededFlags } from './lower-handler.js';

/** The fields of the struct called `name`, those that nobody writes left out. */
export function structValue(name: string, from: Buffer, context: MemoryContext): Value {
  const fields: Record<string, Value> = {};
  const layout = context.abi.structs[name]?.[context.arch];
  const restorer = layout?.fields.find(({ noun }) => noun === 'restorer');
  const entry = restorer === undefined ? undefined : entryOf(unsigned(from, restorer), context);
  for (const field of layout?.fields ?? []) {
    if (HIDDEN.has(field.noun)) continue;
    fields[field.name] = fieldValue(field, from, entry, context);
  }
  return struct(fields);
}

const HIDDEN: ReadonlySet<string> = new Set(['padding', 'restorer']);

function unsigned(from: Buffer, { offset, bytes: width }: Field): bigint {
  return width === 8 ? from.readBigUInt64LE(offset) : BigInt(from.readUIntLE(offset, width));
}

function fieldValue(field: Field, from: Buffer, entry: bigint | undefined, context: MemoryContext): Value {
  const [sort = '', name = ''] = field.noun.split(':');
  if (sort === 'struct') {
    return structValue(name, from.subarray(field.offset, field.offset + field.bytes), context);
  }
  const value = unsigned(from, field);
  if (sort === 'flags') return flagsValue(name, value & ~unwritten(entry, context), context);
  if (sort === 'constant') return constantValue(name, signedBelow(field, value, 8), context);
  if (sort === 'pointer') return addressValue(value, context);
  return NOUNS[sort]?.(value, context) ?? int(signedBelow(field, value, UNSIGNED.has(sort) ? 0 : 16));
}

const NOUNS: Readonly<Record<string, (value: bigint, context: MemoryContext) => Value>> = {
  handler: disposition,
  sigset: signalSetValue,
  signal: (value) => signalValue(Number(value)),
  address: addressValue,
};

const UNSIGNED: ReadonlySet<string> = new Set(['uint', 'ulong', 'size', 'word', 'mode', 'uid', 'gid']);

/** The value with its sign, where the field has fewer bytes than `limit`. */
function signedBelow({ bytes }: Field, value: bigint, limit: number): bigint {
  return bytes < limit ? BigInt.asIntN(8 * bytes, value) : value;
}

function disposition(value: bigint, { agent }: MemoryContext): Value {
  if (value === agent.handler) return word('handler');
  return value === 0n ? word('default') : value === 1n ? word('ignore') : int(value);
}

/** Which of the agent's four restorers `address` is. */
function entryOf(address: bigint, { agent }: MemoryContext): bigint | undefined {
  const distance = address - agent.restorer;
  return distance >= 0n && distance < 4n * ENTRY_BYTES ? distance / ENTRY_BYTES : undefined;
}

/** The flags that lowering added for the agent's handler, and the scenario had not written. */
function unwritten(entry: bigint | undefined, context: MemoryContext): bigint {
  if (entry === undefined) return 0n;
  const { info, restorer } = neededFlags(context);
  return ((entry & 1n) === 0n ? info : 0n) | ((entry & 2n) === 0n ? restorer : 0n);
}
