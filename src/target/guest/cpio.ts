/** Archives in the `newc` format of cpio: what a kernel unpacks as its first root. */

/** A file of an archive. */
export interface ArchiveFile {
  /** Its path, without a slash at the beginning. */
  readonly path: string;
  /** Type and permissions: 0o100755 is a program. */
  readonly mode: number;
  readonly bytes: Uint8Array;
}

/** The archive of the files, in their order (Documentation/driver-api/early-userspace/buffer-format.rst). */
export function cpioArchive(files: readonly ArchiveFile[]): Buffer {
  const trailer = { path: 'TRAILER!!!', mode: 0, bytes: new Uint8Array() };
  return Buffer.concat([...files, trailer].flatMap((file, index) => entry(file, index + 1)));
}

function entry({ path, mode, bytes }: ArchiveFile, inode: number): Uint8Array[] {
  const name = Buffer.from(`${path}\0`);
  // ino mode uid gid nlink mtime filesize devmajor devminor rdevmajor rdevminor namesize check
  const numbers = [inode, mode, 0, 0, 1, 0, bytes.length, 0, 0, 0, 0, name.length, 0];
  const header = Buffer.from(`070701${numbers.map(hex).join('')}`);
  return [header, name, padding(header.length + name.length), bytes, padding(bytes.length)];
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** Zeros up to a multiple of four. */
function padding(length: number): Uint8Array {
  return Buffer.alloc(-length & 3);
}
