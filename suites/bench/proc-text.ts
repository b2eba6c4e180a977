/** Reading a file of /proc again and again through one descriptor. */
import { closeSync, openSync, readSync } from 'node:fs';

/** An open file of /proc. */
export interface ProcText {
  /** Reads it from its beginning to its end; how many bytes. */
  read(): number;
  /** What the last read gave: a view, good until the next one. */
  bytes(): Buffer;
  /** How many calls of read(2) the last read took. */
  calls(): number;
  close(): void;
}

/** Opens `path`. Throws what opening throws; so do its reads. */
export function openProcText(path: string): ProcText {
  const file = openSync(path, 'r');
  let buffer = Buffer.alloc(1 << 16);
  let length = 0;
  let calls = 0;
  return {
    read() {
      length = 0;
      for (calls = 1; ; calls++) {
        const got = readSync(file, buffer, length, buffer.length - length, length);
        if (got === 0) return length;
        length += got;
        if (buffer.length - length < 1 << 15) buffer = Buffer.concat([buffer], buffer.length * 2);
      }
    },
    bytes: () => buffer.subarray(0, length),
    calls: () => calls,
    close: () => closeSync(file),
  };
}
