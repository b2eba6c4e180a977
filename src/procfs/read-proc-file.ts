/** Reads a file of /proc as such files must be read: to the end, whatever happens to the process meanwhile. */
import { closeSync, constants, openSync, readlinkSync, readSync } from 'node:fs';
import type { Bytes } from '../abi/index.js';

/**
 * What came of reading: all of the text, or the errno that said why not. Never half a text: where an error comes
 * behind a part of it, the part is dropped.
 *
 *   gone           the file or its process has ended, or never had what is asked for: a kernel thread has no memory
 *                  (ENOENT, ESRCH, ENOTDIR)
 *   not permitted  the reader may not (EACCES, EPERM)
 *   refused        the kernel has no answer here (EINVAL of a zombie's mounts, EIO, ...)
 */
export type Reading =
  | {
      readonly ok: true;
      readonly text: Bytes;
      /** It was cut at the limit that the caller asked for. */
      readonly isCut: boolean;
    }
  | { readonly ok: false; readonly why: Refusal; readonly errno: string };

export type Refusal = 'gone' | 'not permitted' | 'refused';

const GONE = ['ENOENT', 'ESRCH', 'ENOTDIR'];
const NOT_PERMITTED = ['EACCES', 'EPERM'];
const CHUNK = 1 << 16;
/** A file that would wait for news is refused with EAGAIN. */
const READING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The text of the file at `path`, at most `limit` bytes. A read of /proc gives about a page at a time however large
 * the buffer is, so it is read until a read gives nothing; a read that fails ends it without a text.
 */
export function readProcFile(path: string | Buffer, limit = Infinity): Reading {
  return attempt(() => readToEnd(path, limit));
}

/** The text of the symbolic link at `path`, as readlink gives it: no newline, any bytes. */
export function readProcLink(path: string | Buffer): Reading {
  return attempt(() => ({ text: readlinkSync(path, 'latin1'), isCut: false }));
}

function attempt(read: () => { text: Bytes; isCut: boolean }): Reading {
  try {
    return { ok: true, ...read() };
  } catch (thrown) {
    const errno = (thrown as NodeJS.ErrnoException).code;
    if (errno === undefined) throw thrown;
    const why = GONE.includes(errno) ? 'gone' : NOT_PERMITTED.includes(errno) ? 'not permitted' : 'refused';
    return { ok: false, why, errno };
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
      text += buffer.toString('latin1', 0, length);
    }
    return { text, isCut: true };
  } finally {
    closeSync(file);
  }
}
