/** Bytes in memory as values. */
import { ANY, bytes, int, list, struct, word, type Pointee, type Value } from '../abi/index.js';
import { addressValue, signalSetValue, signalValue, type MemoryContext } from './lift-word.js';
import { siginfoValue } from './lift-info.js';
import { structValue } from './lift-struct.js';

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
  integer: ({ bytes: width, noun }, from, context) =>
    noun === 'address' ? addressValue(from.readBigUInt64LE(0), context) : int(signed(from, 0, width)),
  sigset: (_, from) => signalSetValue(from.readBigUInt64LE(0)),
  wait_status: (_, from) => waitStatus(from.readInt32LE(0)),
  struct: ({ struct: name }, from, context) => structValue(name, from, context),
  siginfo: (_, from) => siginfoValue(from),
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
  if (low === 0x7f) return struct({ stopped: signalValue(high) });
  if (low === 0) return struct({ exited: int(high) });
  return struct({ [(status & 0x80) === 0 ? 'killed' : 'dumped']: signalValue(low) });
}
