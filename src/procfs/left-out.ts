/** What of /proc is not read, or not all of it. */

/** Below these stands no text of /proc: memory of the kernel or of a process, its log, a mounted file system. */
const NOT_TEXT = ['kcore', 'kmsg', 'mem', 'clear_refs', 'binfmt_misc'];
const MOUNTED = ['fs/nfsd', 'fs/selinux'];
/** Arrays of fixed records, as large as the memory: their beginning says how they are made. */
const ENDLESS = ['pagemap', 'kpagecount', 'kpageflags', 'kpagecgroup'];
const SAMPLE = 1 << 12;

/** A longer text is not one of /proc but has no end, and no string can hold it: it is refused with EFBIG. */
export const LONGEST_TEXT = 1 << 28;

/** The file or directory at `path` is not read, nor anything below it. */
export function isLeftOut(path: string): boolean {
  return NOT_TEXT.includes(lastName(path)) || MOUNTED.some((place) => path.startsWith(`${place}/`));
}

/** How much of the file at `path` is read, in bytes. */
export function mostOf(path: string): number {
  return ENDLESS.includes(lastName(path)) ? SAMPLE : Infinity;
}

/**
 * The same for those who read a /proc elsewhere, with the shape of the target room's rules: the last name of a path, or
 * with a slash before it the whole path; how many bytes are read, none of what is left out; and beside which link a
 * directory is walked only once for each text of it.
 */
export const READING_RULES: readonly {
  readonly name: string;
  readonly most: number;
  readonly key: string;
}[] = [
  ...NOT_TEXT.map((name) => ({ name, most: 0, key: '' })),
  ...MOUNTED.map((place) => ({ name: `/${place}`, most: 0, key: '' })),
  ...ENDLESS.map((name) => ({ name, most: SAMPLE, key: '' })),
  { name: 'net', most: 0, key: 'ns/net' },
];

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
