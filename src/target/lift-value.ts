/** Bytes in memory as values. */
import {
  ANY,
  bytes,
  int,
  list,
  names,
  signalName,
  struct,
  word,
  type AbiTable,
  type Arch,
  type Field,
  type Pointee,
  type Value,
} from '../abi/index.js';
import { ENTRY_BYTES, neededFlags } from './lower-value.js';

/** What reading memory must know. */
export interface MemoryContext {
  readonly abi: AbiTable;
  readonly arch: Arch;
  /** Address of the agent's handler. */
  readonly handler: bigint;
  /** Address of the first of its restorers. */
  readonly restorer: bigint;
}

/**
 * The value that lies behind a pointer of this type. Memory that still has the pattern that the agent laid down
 * before the call is the word `untouched`; a type that nobody looks into is `any`.
 */
export function decodeValue(to: Pointee, from: Uint8Array, context: MemoryContext): Value {
  if (to.kind !== 'bytes' && from.every((byte) => byte === UNTOUCHED)) return word('untouched');
  return (DECODERS[to.kind] as Decoder<Pointee>)(
    to,
    Buffer.from(from.buffer, from.byteOffset, from.length),
    context,
  );
}

/** UNTOUCHED of src/agent/arena.c. */
const UNTOUCHED = 0xa5;

type Decoder<P extends Pointee> = (to: P, from: Buffer, context: MemoryContext) => Value;

const DECODERS: { readonly [K in Pointee['kind']]: Decoder<Extract<Pointee, { kind: K }>> } = {
  bytes: (_, from) => bytes(from.toString('latin1')),
  string: (_, from) => bytes(from.toString('latin1').split('\0', 1)[0] ?? ''),
  strings: () => ANY,
  array: ({ bytes: width, count }, from) =>
    integers(written(from, typeof count === 'string' ? width : 0), width),
  integer: ({ bytes: width }, from) => int(signed(from, 0, width)),
  sigset: (_, from) => signalSet(from.readBigUInt64LE(0)),
  wait_status: (_, from) => waitStatus(from.readInt32LE(0)),
  struct: ({ struct: name }, from, context) => decodeStruct(name, from, context),
  opaque: () => ANY,
};

function integers(from: Buffer, width: number): Value {
  const count = from.length / width;
  return list(Array.from({ length: count }, (_, index) => int(signed(from, index * width, width))));
}

/** What the kernel wrote of an array that has room for more: elements of `width` bytes up to the last it touched. */
function written(from: Buffer, width: number): Buffer {
  if (width === 0) return from;
  let end = from.length - (from.length % width);
  while (end > 0 && from.subarray(end - width, end).every((byte) => byte === UNTOUCHED)) end -= width;
  return from.subarray(0, end);
}

function signed(from: Buffer, offset: number, width: number): bigint {
  return width === 8 ? from.readBigInt64LE(offset) : BigInt(from.readIntLE(offset, width));
}

/** A wait status, as linux/wait.h and asm-generic lay it out: the low byte tells how, the second what. */
function waitStatus(status: number): Value {
  const low = status & 0x7f;
  const high = (status >> 8) & 0xff;
  if (status === 0xffff) return struct({ continued: int(1) });
  if (low === 0x7f) return struct({ stopped: signal(high) });
  if (low === 0) return struct({ exited: int(high) });
  return struct({ [(status & 0x80) === 0 ? 'killed' : 'dumped']: signal(low) });
}

function signal(number: number): Value {
  const name = signalName(number);
  return name === undefined ? int(number) : names(name);
}

function signalSet(set: bigint): Value {
  const members: Value[] = [];
  for (let rest = set, number = 1; rest !== 0n; rest >>= 1n, number++) {
    if ((rest & 1n) === 1n) members.push(signal(number));
  }
  return list(members);
}

function decodeStruct(name: string, from: Buffer, context: MemoryContext): Value {
  const fields: Record<string, Value> = {};
  const layout = context.abi.structs[name]?.[context.arch];
  const restorer = layout?.fields.find(({ noun }) => noun === 'restorer');
  const entry = restorer === undefined ? undefined : entryOf(unsigned(from, restorer), context);
  for (const field of layout?.fields ?? []) {
    if (HIDDEN.has(field.noun)) continue;
    fields[field.name] = fieldValue(field, unsigned(from, field), entry, context);
  }
  return struct(fields);
}

const HIDDEN: ReadonlySet<string> = new Set(['padding', 'restorer']);

function unsigned(from: Buffer, { offset, bytes: width }: Field): bigint {
  return width === 8 ? from.readBigUInt64LE(offset) : BigInt(from.readUIntLE(offset, width));
}

function fieldValue(field: Field, value: bigint, entry: bigint | undefined, context: MemoryContext): Value {
  if (field.noun === 'handler') return disposition(value, context);
  if (field.noun === 'sigset') return signalSet(value);
  if (field.noun.startsWith('flags:')) {
    return flags(field.noun.slice('flags:'.length), value & ~unwritten(entry, context), context);
  }
  return int(BigInt.asIntN(8 * field.bytes, value));
}

function disposition(value: bigint, { handler }: MemoryContext): Value {
  if (value === handler) return word('handler');
  return value === 0n ? word('default') : value === 1n ? word('ignore') : int(value);
}

/** Which of the agent's four restorers `address` is. */
function entryOf(address: bigint, { restorer }: MemoryContext): bigint | undefined {
  const distance = address - restorer;
  return distance >= 0n && distance < 4n * ENTRY_BYTES ? distance / ENTRY_BYTES : undefined;
}

/** The flags that lowering added for the agent's handler, and the scenario had not written. */
function unwritten(entry: bigint | undefined, context: MemoryContext): bigint {
  if (entry === undefined) return 0n;
  const { info, restorer } = neededFlags(context);
  return ((entry & 1n) === 0n ? info : 0n) | ((entry & 2n) === 0n ? restorer : 0n);
}

/** Flags by name, in the order of their set; what has no name stays a number. */
function flags(set: string, value: bigint, { abi, arch }: MemoryContext): Value {
  const found: string[] = [];
  let rest = value;
  for (const name of abi.flagSets[set] ?? []) {
    const bits = abi.constants[arch][name] ?? 0n;
    if (bits === 0n || (rest & bits) !== bits) continue;
    found.push(name);
    rest &= ~bits;
  }
  if (found.length === 0) return int(rest);
  return rest === 0n ? names(...found) : { kind: 'names', names: found, rest };
}
