/** What a generated program needs from who embeds it, and what it gives to its users: in memory. */
import type { Bytes } from '../../../abi/index.js';

/** Thrown inside a program where a text is not of the format; it never comes out of it. */
export const STOP: Error = new Error('the text is not of this format');

let scratch = new Uint8Array(1 << 14);
let asBuffer = Buffer.from(scratch.buffer);

/** The bytes of `text`, with a NUL and at least three more bytes behind them, until the next call. */
export function padded(text: Bytes | Uint8Array): Uint8Array {
  const { length } = text;
  if (length + 4 > scratch.length) lengthen(2 * length + 4);
  const bytes = scratch;
  if (typeof text !== 'string') bytes.set(text);
  else if (length < 32) for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  else asBuffer.write(text, 'latin1');
  bytes[length] = 0;
  return bytes;
}

function lengthen(length: number): void {
  scratch = new Uint8Array(length);
  asBuffer = Buffer.from(scratch.buffer);
}

/** Where the last `byte` of `bytes` stands, at `at` or before it; -1 if none does. */
export function lastByte(bytes: Uint8Array, byte: number, at: number): number {
  return (bytes === scratch ? asBuffer : bytes).lastIndexOf(byte, at);
}

/** The first `length` of `bytes` as a string of char codes 0..255. */
export function latin1(bytes: Uint8Array, length: number): Bytes {
  if (bytes === scratch) return asBuffer.toString('latin1', 0, length);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
}

/** A text as it comes, and who wants its items. Offsets count from the beginning of the text. */
export interface Window {
  readonly chunks: Iterator<Uint8Array, undefined>;
  readonly each: (item: never) => void;
  /** Where the window begins, in which line (from 0), and where that begins. */
  base: number;
  line: number;
  lineStart: number;
  /** The end of the window is the end of the text. */
  isLast: boolean;
  isInList: boolean;
}
