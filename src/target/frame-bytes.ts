/** The bytes of frames: little-endian integers, and bytes with their number before them. */

/** Writes one frame; `finish` puts its length before it. */
export class FrameWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private length = 4;

  constructor(kind: number) {
    this.u8(kind);
  }

  u8(value: number): this {
    this.length = this.grow(1).writeUInt8(value, this.length);
    return this;
  }

  u16(value: number): this {
    this.length = this.grow(2).writeUInt16LE(value, this.length);
    return this;
  }

  u32(value: number): this {
    this.length = this.grow(4).writeUInt32LE(value >>> 0, this.length);
    return this;
  }

  /** The low 64 bits of `value`, which may be negative. */
  u64(value: bigint): this {
    this.length = this.grow(8).writeBigUInt64LE(BigInt.asUintN(64, value), this.length);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.grow(value.length).set(value, this.length);
    this.length += value.length;
    return this;
  }

  finish(): Buffer {
    this.buffer.writeUInt32LE(this.length - 4, 0);
    return this.buffer.subarray(0, this.length);
  }

  private grow(more: number): Buffer {
    if (this.length + more > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * this.buffer.length, this.length + more));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    return this.buffer;
  }
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
