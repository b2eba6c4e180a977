/** The bytes of frames: little-endian integers, and bytes with their number before them. */

/** Where frames are written before they are copied out: one at a time, so one place is enough. */
let scratch = Buffer.alloc(1 << 16);

/** Writes one frame; `finish` puts its length before it, and its checksum behind it. Only one may be under way at a time. */
export class FrameWriter {
  private length = 4;

  constructor(kind: number) {
    this.u8(kind);
  }

  u8(value: number): this {
    this.grow(1);
    scratch[this.length++] = value;
    return this;
  }

  u16(value: number): this {
    return this.u8(value).u8(value >>> 8);
  }

  u32(value: number): this {
    this.grow(4);
    scratch[this.length] = value;
    scratch[this.length + 1] = value >>> 8;
    scratch[this.length + 2] = value >>> 16;
    scratch[this.length + 3] = value >>> 24;
    this.length += 4;
    return this;
  }

  /** The low 64 bits of `value`, which may be negative. */
  u64(value: bigint): this {
    const number = Number(value);
    if (number >= 0 && number <= 0xffff_ffff) return this.u32(number).u32(0);
    this.grow(8);
    this.length = scratch.writeBigUInt64LE(BigInt.asUintN(64, value), this.length);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.grow(value.length);
    scratch.set(value, this.length);
    this.length += value.length;
    return this;
  }

  zeros(count: number): this {
    this.grow(count);
    scratch.fill(0, this.length, this.length + count);
    this.length += count;
    return this;
  }

  finish(): Buffer {
    this.u32(checksum(scratch, 4, this.length));
    scratch.writeUInt32LE(this.length - 4, 0);
    return Buffer.from(scratch.subarray(0, this.length));
  }

  private grow(more: number): void {
    if (this.length + more <= scratch.length) return;
    const larger = Buffer.alloc(Math.max(2 * scratch.length, this.length + more));
    scratch.copy(larger, 0, 0, this.length);
    scratch = larger;
  }
}

const SUM_BYTES = 4;

/** The frame without its checksum. Throws RangeError where that is another: noise came on the wire, or bytes were lost. */
export function unsealed(frame: Buffer): Buffer {
  const end = frame.length - SUM_BYTES;
  if (end < 1) throw new RangeError('it is too short');
  if (frame.readUInt32LE(end) !== checksum(frame, 0, end))
    throw new RangeError('its bytes are not those that were sent');
  return frame.subarray(0, end);
}

/** FNV-1a, 32 bits. */
function checksum(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0x811c9dc5;
  for (let at = from; at < to; at++) sum = Math.imul(sum ^ (bytes[at] ?? 0), 0x01000193);
  return sum >>> 0;
}

/** Reads one frame. Every read beyond its end throws RangeError. */
export class FrameReader {
  private at = 0;

  constructor(private readonly frame: Buffer) {}

  u8(): number {
    return this.frame.readUInt8(this.skip(1));
  }

  u16(): number {
    return this.frame.readUInt16LE(this.skip(2));
  }

  u32(): number {
    return this.frame.readUInt32LE(this.skip(4));
  }

  u64(): bigint {
    return this.frame.readBigUInt64LE(this.skip(8));
  }

  i64(): bigint {
    return this.frame.readBigInt64LE(this.skip(8));
  }

  bytes(length: number): Uint8Array {
    const from = this.skip(length);
    return this.frame.subarray(from, this.at);
  }

  /** A text with a 16-bit length. */
  text(): string {
    return Buffer.from(this.bytes(this.u16())).toString('latin1');
  }

  list<T>(count: number, read: () => T): T[] {
    const all: T[] = [];
    for (let index = 0; index < count; index++) all.push(read());
    return all;
  }

  /** Throws RangeError unless everything was read. */
  end(): void {
    if (this.at !== this.frame.length)
      throw new RangeError(`${this.frame.length - this.at} bytes are left over`);
  }

  private skip(bytes: number): number {
    const from = this.at;
    this.at += bytes;
    if (this.at > this.frame.length) throw new RangeError('the frame is too short');
    return from;
  }
}
