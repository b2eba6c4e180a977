/** Images of kernels: where one of a version is, and of which version one is. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Where distributions put the kernels that they install. */
const BOOT = '/boot';

/**
 * The image that `wanted` means: a path (it has a slash), or the newest image in /boot of a version that begins with
 * it (`6.1`). Undefined where /boot has none of it.
 */
export function findImage(wanted: string): string | undefined {
  if (wanted.includes(sep)) return wanted;
  const found = namesIn(BOOT)
    .filter((name) => isOfVersion(name, wanted))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  return found === undefined ? undefined : join(BOOT, found);
}

/** 6.1 is 6.1.0-56-amd64, and not 6.12. */
function isOfVersion(name: string, wanted: string): boolean {
  const start = `vmlinuz-${wanted}`;
  return name.startsWith(start) && !/\d/.test(name.charAt(start.length));
}

/** Where an x86_64 image says that it is one, and where it says at which offset its version is (behind the first sector). */
const MAGIC = { at: 0x202, text: 'HdrS' } as const;
const VERSION_POINTER = { at: 0x20e, behind: 0x200 } as const;
const VERSION_BYTES = 256;

/**
 * The version that an image of x86_64 has in its header, as uname would print release and version
 * (Documentation/arch/x86/boot.rst, kernel_version). Undefined for a file that is no such image or cannot be read.
 */
export function imageVersion(path: string): string | undefined {
  const header = bytesAt(path, 0, VERSION_POINTER.at + 2);
  if (header === undefined || header.toString('latin1', MAGIC.at, MAGIC.at + 4) !== MAGIC.text)
    return undefined;
  const at = header.readUInt16LE(VERSION_POINTER.at) + VERSION_POINTER.behind;
  return bytesAt(path, at, VERSION_BYTES)?.toString('latin1').split('\0', 1)[0];
}

/** Undefined where the file does not have that many, or cannot be read. */
function bytesAt(path: string, offset: number, count: number): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(count);
      return readSync(file, bytes, 0, count, offset) === count ? bytes : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
