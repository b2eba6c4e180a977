/** Reads a file of /proc as such files must be read: to the end, whatever happens to the process meanwhile. */
import { closeSync, constants, openSync, readlinkSync, readSync } from 'node:fs';
import type { Bytes } from '../abi/index.js';
import { LONGEST_TEXT } from './left-out.js';
import { refusalOf, type Refusal } from './refusal.js';

/**
 * What came of reading: all of the text, or the errno that said why not, and what it means. Never half a text: where an
 * error comes behind a part of it, the part is dropped.
 */
export type Reading =
  | {
      readonly ok: true;
      readonly text: Bytes;
      /** It was cut at the limit that the caller asked for. */
      readonly isCut: boolean;
    }
  | { readonly ok: false; readonly why: Refusal; readonly errno: string };

const CHUNK = 1 << 16;
/** A file that would wait for news is refused with EAGAIN. */
const READING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The text of the file at `path`, at most `limit` bytes. A read of /proc gives about a page at a time however large
 * the buffer is, so it is read until a read gives nothing; a read that fails ends it without a text.
 */
export function readProcFile(path: string | Buffer, limit = Infinity): Reading {
  return attempt(path, () => readToEnd(path, limit));
}

/** The text of the symbolic link at `path`, as readlink gives it: no newline, any bytes. */
export function readProcLink(path: string | Buffer): Reading {
  return attempt(path, () => ({ text: readlinkSync(path, 'latin1'), isCut: false }));
}

function attempt(path: string | Buffer, read: () => { text: Bytes; isCut: boolean }): Reading {
  try {
    return { ok: true, ...read() };
  } catch (thrown) {
    const errno = (thrown as NodeJS.ErrnoException).code;
    if (errno === undefined) throw thrown;
    return { ok: false, why: refusalOf(path, errno), errno };
  }
}

/** One buffer for all: what was read is copied out before the next file is read. */
const buffer = Buffer.allocUnsafe(CHUNK);

function readToEnd(path: string | Buffer, limit: number): { text: Bytes; isCut: boolean } {
  const file = openSync(path, READING);
  try {
    let text = '';
    while (text.length < limit) {
      const length = readSync(file, buffer, 0, Math.min(CHUNK, limit - text.length), null);
      if (length === 0) return { text, isCut: false };
      if (text.length + length > LONGEST_TEXT)
        throw Object.assign(new Error('it has no end'), { code: 'EFBIG' });
      text += buffer.toString('latin1', 0, length);
    }
    return { text, isCut: true };
  } finally {
    closeSync(file);
  }
}
