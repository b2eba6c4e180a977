/** The files and links below /proc, or below a copy of it, in an order that a reader expects. */
import { basename } from 'node:path';
import { isLeftOut } from './left-out.js';
import { directoryTree, type Named, type Tree } from './tree.js';

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
export function partsOf(root: string | Tree): Part[] {
  const tree = typeof root === 'string' ? directoryTree(root) : root;
  const names = tree.list('');
  const networks = new Set<string>();
  const other = names.filter(({ name }) => !isNumber(name)).sort(byName);
  const processes = names.filter(({ name }) => isNumber(name)).sort(byNumber);
  return [...other, ...processes].map((entry) => ({
    name: entry.name,
    entries: () => entriesOf(tree, '', entry, networks),
  }));
}

function* entriesOf(tree: Tree, above: string, entry: Named, networks: Set<string>): Generator<Entry> {
  const path = above === '' ? entry.name : `${above}/${entry.name}`;
  if (isLeftOut(path)) return;
  if (entry.kind === 'link' || entry.kind === 'file') yield { path, kind: entry.kind };
  else if (entry.kind === 'directory' && !isSeen(tree, path, networks)) {
    const { names, errno } = list(tree, path);
    if (errno !== undefined) yield { path, kind: 'directory', errno };
    for (const next of names) yield* entriesOf(tree, path, next, networks);
  }
}

/** A `net` directory of a network namespace whose files were met already. */
function isSeen(tree: Tree, path: string, networks: Set<string>): boolean {
  if (basename(path) !== 'net' || path === 'sys/net') return false;
  const owner = path === 'net' ? 'self' : path.slice(0, -'/net'.length);
  const link = tree.readLink(`${owner}/ns/net`);
  const namespace = link.ok ? link.text : 'that of a process without namespaces, which has ended';
  if (networks.has(namespace)) return true;
  networks.add(namespace);
  return false;
}

function list(tree: Tree, directory: string): { names: Named[]; errno?: string } {
  try {
    const names = [...tree.list(directory)];
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

function byNumber(a: Named, b: Named): number {
  return Number(a.name) - Number(b.name);
}

function byName(a: Named, b: Named): number {
  return a.name < b.name ? -1 : 1;
}
