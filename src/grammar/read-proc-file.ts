/** Reads a file of /proc as such files must be read: to the end, whatever happens to the process meanwhile. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Bytes } from '../abi/index.js';

/** What came of reading: all of the text, or the errno that said why not. Never half a text. */
export type Reading =
  | { readonly ok: true; readonly text: Bytes }
  | { readonly ok: false; readonly why: 'gone' | 'not permitted' | 'refused'; readonly errno: string };

const GONE = ['ENOENT', 'ESRCH', 'ENOTDIR'];
const NOT_PERMITTED = ['EACCES', 'EPERM'];
const CHUNK = 1 << 16;

/**
 * The text of the file at `path`. A read of /proc gives about a page at a time however large the buffer is, so
 * it is read until a read gives nothing. A process that goes away (ENOENT on opening, ESRCH on reading), a file
 * that may not be read and one that cannot be (EINVAL, EIO) are outcomes.
 */
export function readProcFile(path: string): Reading {
  try {
    return { ok: true, text: readToEnd(path) };
  } catch (thrown) {
    const errno = (thrown as NodeJS.ErrnoException).code;
    if (errno === undefined) throw thrown;
    const why = GONE.includes(errno) ? 'gone' : NOT_PERMITTED.includes(errno) ? 'not permitted' : 'refused';
    return { ok: false, why, errno };
  }
}

function readToEnd(path: string): Bytes {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(file, chunk, 0, CHUNK, null);
      if (length === 0) return Buffer.concat(chunks).toString('latin1');
      chunks.push(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}
