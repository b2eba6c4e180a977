/** What read and write do to the bytes of a file that one description alone can reach. */
import type { Bytes, Value } from '../../../src/abi/index.js';
import { namedToChange } from './descriptors.js';
import { errnoOf, returned, type Effect } from './effect.js';
import { bits } from './reading.js';

/** Effects of transfers by call. */
export const TRANSFER_EFFECTS: Readonly<Record<string, Effect>> = {
  read: (belief, answered) => {
    const description = namedToChange(belief, answered);
    if (description?.kind === 'file') description.offset += returned(answered) ?? 0;
    return true;
  },
  write: (belief, answered) => {
    const description = namedToChange(belief, answered);
    if (description?.kind !== 'file' || description.content === undefined) return true;
    const count = returned(answered);
    const data = bytesOf(answered.asked.call.args[1]);
    if (count === undefined && errnoOf(answered) !== 'EFAULT') return true;
    if (count === undefined || data === undefined || count > data.length || description.flags === undefined) {
      description.content = undefined;
      return true;
    }
    const appends = (description.flags & bits('O_APPEND')) !== 0n;
    const offset = appends ? description.content.length : description.offset;
    description.content = overwrite(description.content, offset, data.slice(0, count));
    description.offset = offset + count;
    return true;
  },
};

/** The bytes that a buffer argument holds; nothing where the kernel would fault. */
export function bytesOf(value: Value | undefined): Bytes | undefined {
  if (value?.kind === 'bytes') return value.bytes;
  return value?.kind === 'place' && value.place === 'straddling' ? 'x'.repeat(value.size ?? 0) : undefined;
}

function overwrite(content: Bytes, offset: number, data: Bytes): Bytes {
  const before = content.slice(0, offset).padEnd(offset, '\0');
  return before + data + content.slice(offset + data.length);
}
