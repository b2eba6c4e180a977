/** A line to a guest that loses what it has no room for: no more is under way than the guest says that it took. */
import { Writable, type Readable } from 'node:stream';

/** As much may be under way: half of what a terminal of Linux keeps for its reader (N_TTY_BUF_SIZE). */
const WINDOW = 2048;

/**
 * Writes to `line`, at most WINDOW bytes ahead of the counts (16 bits each, little-endian) that come from `counts`.
 * Errors of the line are its own; this one never fails.
 */
export class CreditedLine extends Writable {
  private credit = WINDOW;
  private half: number | undefined;
  private waiting: (() => void) | undefined;

  constructor(
    private readonly line: Writable,
    counts: Readable,
  ) {
    super({ decodeStrings: true });
    counts.on('data', (bytes: Buffer) => this.take(bytes));
  }

  override _write(bytes: Buffer, _: BufferEncoding, done: () => void): void {
    const part = bytes.subarray(0, this.credit);
    this.credit -= part.length;
    if (part.length > 0) this.line.write(part);
    if (part.length === bytes.length) done();
    else this.waiting = () => this._write(bytes.subarray(part.length), _, done);
  }

  private take(bytes: Buffer): void {
    for (const byte of bytes) {
      if (this.half === undefined) this.half = byte;
      else {
        this.credit += this.half + byte * 256;
        this.half = undefined;
      }
    }
    const { waiting } = this;
    if (waiting === undefined || this.credit === 0) return;
    this.waiting = undefined;
    waiting();
  }
}
