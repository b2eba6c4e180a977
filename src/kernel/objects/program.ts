/**
 * Programs: what execve makes of a path. A file that begins with `#!` names its interpreter, which may be a
 * script again, five times at most. From fs/exec.c (do_open_execat, exec_binprm) and fs/binfmt_script.c.
 */
import type { Draft } from '../draft.js';
import type { Credentials } from '../identity.js';
import type { InodeId } from '../world.js';
import { contentOf, inodeOf, MAY_EXECUTE, permits, WORK, writersOf } from './inode.js';
import { resolve, type PathErrno } from './path.js';

/** What stands in the way of running a file; `''` where nothing does. */
export type Obstacle =
  | ''
  /** The file's own path: ENOENT, ENOTDIR, ENAMETOOLONG or EACCES on the way. */
  | PathErrno
  | 'not a regular file'
  | 'not executable'
  /** Somebody has it open for writing. */
  | 'busy'
  | 'unknown format'
  /** The same of an interpreter's path, and of what it leads to. */
  | `interpreter ${PathErrno}`
  | 'interpreter not executable'
  | 'interpreter busy'
  | 'too many interpreters'
  /** Where the model ends. */
  | 'unmodelled';

/** A program that can run: the arguments that its interpreters put before those of the call. */
export interface Program {
  /** Nothing for a file that runs itself; else the interpreters' arguments, the script's path last. */
  readonly before: readonly string[];
}

const MOST_SCRIPTS = 5;
/** BINPRM_BUF_SIZE: as much of a file is looked at. */
const HEAD = 256;

/** What is to be run: a path from a directory (or, where it is empty, the file itself), and what a script is told of it. */
export interface Wanted {
  readonly start: InodeId;
  readonly path: string;
  readonly shown: string;
  /** An interpreter could not open it any more: its descriptor is closed by then. */
  readonly vanishes: boolean;
  readonly who: Credentials;
}

/** Follows a path to the program that would run, or to what stands in the way. */
export function findProgram(
  draft: Draft,
  wanted: Wanted,
): { readonly obstacle: Obstacle; readonly program: Program } {
  let at = wanted.shown;
  let before: readonly string[] = [];
  for (let scripts = 0; ; scripts += 1) {
    const found =
      scripts === 0
        ? inspect(draft, wanted.start, wanted.path, wanted.who)
        : inspect(draft, WORK, at, wanted.who);
    if (typeof found === 'string')
      return { obstacle: scripts === 0 ? found : ofInterpreter(found), program: { before } };
    if (scripts === MOST_SCRIPTS && found.interpreter !== undefined)
      return { obstacle: 'too many interpreters', program: { before } };
    if (found.interpreter === undefined) return { obstacle: '', program: { before } };
    if (wanted.vanishes) return { obstacle: 'interpreter ENOENT', program: { before } };
    before = [...found.interpreter, at, ...before.slice(1)];
    at = found.interpreter[0] ?? '';
  }
}

/** One file on the way: what it names as its interpreter and that one's argument, or what is wrong with it. */
function inspect(
  draft: Draft,
  start: InodeId,
  path: string,
  who: Credentials,
): { readonly interpreter?: readonly string[] } | Obstacle {
  const resolution = path === '' ? { inode: start } : resolve(draft, path, who, start);
  if ('unmodelled' in resolution) return 'unmodelled';
  if ('errno' in resolution) return resolution.errno;
  const inode = inodeOf(draft, resolution.inode);
  if (inode.kind !== 'regular' && inode.kind !== 'program') return 'not a regular file';
  if (!permits(inode, MAY_EXECUTE, who)) return 'not executable';
  if (writersOf(draft, resolution.inode) > 0) return 'busy';
  return inode.kind === 'program' ? {} : readHead(contentOf(draft, resolution.inode).slice(0, HEAD));
}

function readHead(head: string): { readonly interpreter: readonly string[] } | Obstacle {
  if (head.startsWith('\x7fELF')) return 'unmodelled';
  if (!head.startsWith('#!')) return 'unknown format';
  const end = head.indexOf('\n');
  if (end === -1 && (head.length === HEAD || !/[^ \t]/.test(head.slice(2)))) return 'unmodelled';
  const line = (end === -1 ? head : head.slice(0, end)).slice(2).replace(/^[ \t]+|[ \t]+$/g, '');
  if (line.includes('\0')) return 'unmodelled';
  const [name = '', ...rest] = line.split(/[ \t]+/);
  if (name === '') return 'unknown format';
  return { interpreter: rest.length === 0 ? [name] : [name, line.slice(name.length).replace(/^[ \t]+/, '')] };
}

function ofInterpreter(found: Obstacle): Obstacle {
  if (found === 'ENOENT' || found === 'ENOTDIR' || found === 'ENAMETOOLONG' || found === 'EACCES')
    return `interpreter ${found}`;
  if (found === 'busy') return 'interpreter busy';
  return found === 'not executable' || found === 'not a regular file' ? 'interpreter not executable' : found;
}
