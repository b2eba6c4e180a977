/** A stream of bytes from an agent, cut into frames. */

/** FRAME_BYTES of src/agent/wire.h: no frame is longer, so what says that it is one is none. */
const LONGEST = 0x80_0000;
const LENGTH_BYTES = 4;
/** So much of what is no frame is shown. */
const SHOWN = 60;

export class FrameStream {
  private chunks: Buffer[] = [];
  private received = 0;

  /** Takes what came. */
  take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.received += chunk.length;
  }

  /** The next frame without its length, if all of it came. Throws RangeError where no frame begins, and shows what does. */
  next(): Buffer | undefined {
    if (this.received < LENGTH_BYTES) return undefined;
    const length = this.length();
    if (length > LONGEST) throw new RangeError(`${shown(this.whole())} where a frame should begin`);
    const end = LENGTH_BYTES + length;
    if (this.received < end) return undefined;
    const all = this.whole();
    this.received -= end;
    this.chunks = this.received === 0 ? [] : [all.subarray(end)];
    return all.subarray(LENGTH_BYTES, end);
  }

  /** The beginning of a frame came whose end did not. */
  get isCut(): boolean {
    return this.received > 0;
  }

  private length(): number {
    const first = this.chunks[0] as Buffer;
    return (first.length < LENGTH_BYTES ? this.whole() : first).readUInt32LE(0);
  }

  private whole(): Buffer {
    const all = this.chunks.length === 1 ? (this.chunks[0] as Buffer) : Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }
}

/** Bytes as a text of one line. */
function shown(bytes: Buffer): string {
  const text = JSON.stringify(bytes.toString('latin1', 0, SHOWN));
  return bytes.length > SHOWN ? `${text} and more` : text;
}
