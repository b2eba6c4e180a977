/** The files and links below /proc, or below a copy of it, in an order that a reader expects. */
import { readdirSync, readlinkSync, type Dirent } from 'node:fs';
import { basename } from 'node:path';

/** A file or a symbolic link, or a directory that cannot be listed. Paths hold bytes, one char code each. */
export type Entry = {
  /** Below the root: `1/status`. */
  readonly path: string;
} & ({ readonly kind: 'file' | 'link' } | { readonly kind: 'directory'; readonly errno: string });

/** A part of the tree that is walked in one go: a process, or everything that is no process. */
export interface Part {
  /** `1`, `sys`, `net`, ... */
  readonly name: string;
  entries(): Generator<Entry>;
}

/**
 * The parts of the tree at `root`: files outside of processes first, then each process. A directory that goes away or
 * may not be read is an entry itself. The network of a process is walked once for each network namespace, and what
 * `self` and `thread-self` lead to where it is. Throws the errno of reading `root` itself.
 */
export function partsOf(root: string): Part[] {
  const names = readdirSync(Buffer.from(root, 'latin1'), { encoding: 'latin1', withFileTypes: true });
  const networks = new Set<string>();
  const other = names.filter(({ name }) => !isNumber(name)).sort(byName);
  const processes = names.filter(({ name }) => isNumber(name)).sort(byNumber);
  return [...other, ...processes].map((entry) => ({
    name: entry.name,
    entries: () => entriesOf(root, '', entry, networks),
  }));
}

/** Below these stands no text of /proc: memory of the kernel or of a process, its log, a mounted file system. */
const NOT_TEXT = new Set(['kcore', 'kmsg', 'mem', 'clear_refs', 'binfmt_misc']);
const MOUNTED = /^fs\/(nfsd|selinux)\//;

function* entriesOf(root: string, above: string, entry: Dirent, networks: Set<string>): Generator<Entry> {
  const path = above === '' ? entry.name : `${above}/${entry.name}`;
  if (NOT_TEXT.has(entry.name) || MOUNTED.test(path)) return;
  if (entry.isSymbolicLink()) yield { path, kind: 'link' };
  else if (entry.isFile()) yield { path, kind: 'file' };
  else if (entry.isDirectory() && !isSeen(root, path, networks)) {
    const { names, errno } = list(`${root}/${path}`);
    if (errno !== undefined) yield { path, kind: 'directory', errno };
    for (const next of names) yield* entriesOf(root, path, next, networks);
  }
}

/** A `net` directory of a network namespace whose files were met already. */
function isSeen(root: string, path: string, networks: Set<string>): boolean {
  if (basename(path) !== 'net' || path === 'sys/net') return false;
  const owner = path === 'net' ? 'self' : path.slice(0, -'/net'.length);
  const namespace =
    link(`${root}/${owner}/ns/net`) ?? 'that of a process without namespaces, which has ended';
  if (networks.has(namespace)) return true;
  networks.add(namespace);
  return false;
}

function link(path: string): string | undefined {
  try {
    return readlinkSync(Buffer.from(path, 'latin1'), 'latin1');
  } catch {
    return undefined;
  }
}

function list(directory: string): { names: Dirent[]; errno?: string } {
  try {
    const names = readdirSync(Buffer.from(directory, 'latin1'), { encoding: 'latin1', withFileTypes: true });
    names.sort((a, b) => (isNumber(a.name) && isNumber(b.name) ? byNumber(a, b) : byName(a, b)));
    return { names };
  } catch (thrown) {
    const errno = (thrown as NodeJS.ErrnoException).code;
    if (errno === undefined) throw thrown;
    return { names: [], errno };
  }
}

function isNumber(name: string): boolean {
  return /^[0-9]+$/.test(name);
}

function byNumber(a: Dirent, b: Dirent): number {
  return Number(a.name) - Number(b.name);
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
