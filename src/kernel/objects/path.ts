/**
 * Paths: from a text to a file, one name after the other, in Linux's order.
 *
 * From fs/namei.c (link_path_walk, walk_component, open_last_lookups): in each directory first the permission
 * to search it, then the name, then, if more follows, that it is a directory.
 */
import type { Draft } from '../draft.js';
import type { Credentials } from '../identity.js';
import type { Inode, InodeId, ProcFile } from '../world.js';
import { inodeOf, MAY_EXECUTE, permits, ROOT, WORK } from './inode.js';
import { walkProc, type ProcWalk } from './proc.js';

/** PATH_MAX, the NUL included. */
export const PATH_LIMIT = 4096;
/** NAME_MAX. */
const NAME_LIMIT = 255;

/** What stands in the way of a path. */
export type PathErrno = 'ENOENT' | 'ENOTDIR' | 'ENAMETOOLONG' | 'EACCES';

/** Where a path leads. */
export type Walk =
  | { readonly to: 'file'; readonly inode: InodeId; readonly slash: boolean }
  /** Something that /proc has of a process. */
  | { readonly to: 'proc'; readonly file: ProcFile; readonly slash: boolean }
  /** All but the last name is there. `slash`: something follows the name that only a directory may have. */
  | { readonly to: 'absent'; readonly directory: InodeId; readonly name: string; readonly slash: boolean }
  /** Not there either, in a directory of /proc. */
  | { readonly to: 'absent in proc'; readonly slash: boolean }
  /** As above, and the last name is longer than a name can be. */
  | { readonly to: 'long name'; readonly slash: boolean }
  /** Refused before the last name. */
  | { readonly to: 'refusal'; readonly errno: PathErrno | 'ESRCH' }
  /** Through a directory that the model does not know. */
  | { readonly to: 'unmodelled' };

/** Walks a path of at least one character from `start` (an absolute one from the root). */
export function walk(draft: Draft, start: InodeId | ProcFile, path: string, who: Credentials): Walk {
  const names = path.split('/').filter((name) => name !== '');
  const slash = path.endsWith('/') && !isDots(names.at(-1) ?? '.');
  let at = isAbsolute(path) ? ROOT : start;
  if (typeof at !== 'number') return inProc(walkProc(draft, at, names), slash);
  for (const [index, name] of names.entries()) {
    const inode = inodeOf(draft, at);
    if (inode.kind === 'proc') return inProc(walkProc(draft, 'root', names.slice(index)), slash);
    if (inode.kind !== 'directory') return { to: 'refusal', errno: 'ENOTDIR' };
    if (!permits(inode, MAY_EXECUTE, who)) return { to: 'refusal', errno: 'EACCES' };
    const last = index === names.length - 1;
    const next = entryOf(inode, at, name);
    if (next !== undefined && last) return { to: 'file', inode: next, slash };
    if (next === undefined) return last ? missing(at, name, slash) : refusal(name);
    at = next;
  }
  return { to: 'file', inode: at, slash: false };
}

/** What execve and its like make of a path: the file, or why not. `unmodelled` is for the text to leave open. */
export type Resolution =
  { readonly inode: InodeId } | { readonly errno: PathErrno } | { readonly unmodelled: true };

/** Resolves a path of a call that wants an existing file, from the current directory or another one. */
export function resolve(draft: Draft, path: string, who: Credentials, start: InodeId = WORK): Resolution {
  if (path === '') return { errno: 'ENOENT' };
  if (path.length >= PATH_LIMIT) return { errno: 'ENAMETOOLONG' };
  const found = walk(draft, start, path, who);
  if (found.to === 'unmodelled' || found.to === 'proc' || found.to === 'absent in proc') {
    return { unmodelled: true };
  }
  if (found.to === 'refusal') return found.errno === 'ESRCH' ? { unmodelled: true } : { errno: found.errno };
  if (found.to === 'long name') return { errno: 'ENAMETOOLONG' };
  if (found.to === 'absent') return { errno: 'ENOENT' };
  const { kind } = inodeOf(draft, found.inode);
  if (kind === 'proc') return { unmodelled: true };
  return found.slash && kind !== 'directory' ? { errno: 'ENOTDIR' } : { inode: found.inode };
}

/** The path begins at the root. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** What was found below /proc, in the words of all paths. */
function inProc(found: ProcWalk, slash: boolean): Walk {
  if (found.to === 'proc') return { ...found, slash };
  return found.to === 'nothing' ? { to: 'absent in proc', slash } : found;
}

function isDots(name: string): boolean {
  return name === '.' || name === '..';
}

function entryOf(
  directory: Extract<Inode, { kind: 'directory' }>,
  at: InodeId,
  name: string,
): InodeId | undefined {
  if (name === '.') return at;
  return name === '..' ? directory.parent : directory.entries.get(name);
}

function missing(directory: InodeId, name: string, slash: boolean): Walk {
  return name.length > NAME_LIMIT ? { to: 'long name', slash } : { to: 'absent', directory, name, slash };
}

function refusal(name: string): Walk {
  return { to: 'refusal', errno: name.length > NAME_LIMIT ? 'ENAMETOOLONG' : 'ENOENT' };
}
