/** Words about paths: where they lead, what stands in the way, and opening what they lead to. */
import type { Memory } from '../../spec/index.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { fsOf } from '../objects/fs.js';
import { install } from '../objects/descriptor-table.js';
import {
  createRegular,
  inodeOf,
  MAY_EXECUTE,
  MAY_READ,
  MAY_WRITE,
  owns,
  permits,
  setContent,
  WORK,
} from '../objects/inode.js';
import { kindOf, O_ACCMODE, O_WRONLY, openDescription } from '../objects/open-file.js';
import { isAbsolute, walk, type Walk } from '../objects/path.js';
import type { Credentials } from '../identity.js';
import type { InodeId, OpenFile, ProcFile } from '../world.js';
import { fileAt, tableOfCaller } from './descriptors.js';
import { textIn } from './memory.js';

const AT_FDCWD = -100n;
const O_CREAT = 0o100;
const O_EXCL = 0o200;
const O_NOCTTY = 0o400;
const O_TRUNC = 0o1000;
const O_DSYNC = 0o10000;
const O_LARGEFILE = 0o100000;
const O_CLOEXEC = 0o2000000;
const __O_SYNC = 0o4000000;
/** What an open does once and for all: not kept as a status flag (fs/open.c, do_dentry_open). */
const MOMENTARY = O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC | O_CLOEXEC;
/** The flags that an open knows (VALID_OPEN_FLAGS); it does not see other bits. */
const KNOWN = 0o37777703;
const PERMISSIONS = 0o7777;

/** The words, working on what `context` says at the time. */
export function pathWords(context: Context) {
  const at = (dirfd: bigint, path: Memory) => walkFrom(context, dirfd, path);
  return {
    path_is_absolute: (path: Memory) => isAbsolute(textIn(path)),
    path_obstacle: (dirfd: bigint, path: Memory) => obstacle(at(dirfd, path)),
    path_ends_in_slash: (dirfd: bigint, path: Memory) => endsInSlash(at(dirfd, path)),
    path_target: (dirfd: bigint, path: Memory) => target(context, at(dirfd, path)),
    path_parent_is_work: (dirfd: bigint, path: Memory) => parentOf(at(dirfd, path)) === WORK,
    path_permits: (dirfd: bigint, path: Memory, flags: bigint) =>
      permitsOpen(context, at(dirfd, path), Number(flags)),
    path_is_owned: (dirfd: bigint, path: Memory) => ownsTarget(context, at(dirfd, path)),
    open_path: (dirfd: bigint, path: Memory, flags: bigint, mode: bigint) =>
      openPath(context, at(dirfd, path), Number(flags), Number(mode)),
  };
}

/** Where a path of the call leads. */
export function walkFrom(context: Context, dirfd: bigint, path: Memory): Walk {
  const text = textIn(path);
  const start = dirfd === AT_FDCWD || isAbsolute(text) ? WORK : directoryAt(context, dirfd);
  return walk(context.draft, start, text, credentialsOf(context));
}

function directoryAt(context: Context, fd: bigint): InodeId | ProcFile {
  const { object } = fileAt(context, fd);
  if (object.kind === 'proc') return object;
  if (object.kind !== 'inode') throw new ModelBug(`descriptor ${fd} is no directory`);
  return object.inode;
}

function obstacle(found: Walk): string {
  return found.to === 'refusal' ? found.errno : '';
}

function endsInSlash(found: Walk): boolean {
  return 'slash' in found && found.slash;
}

function target({ draft }: Context, found: Walk): string {
  if (found.to === 'absent in proc') return 'absent';
  if (found.to === 'proc') return kindOf(draft, found.file);
  if (found.to !== 'file') return found.to;
  const { kind } = inodeOf(draft, found.inode);
  return kind === 'proc' ? 'unmodelled' : kind;
}

function parentOf(found: Walk): InodeId | undefined {
  return found.to === 'absent' ? found.directory : undefined;
}

/** May the caller open it so: an existing file for what `flags` want, a directory for a new name in it? */
function permitsOpen(context: Context, found: Walk, flags: number): boolean {
  const { draft } = context;
  const who = credentialsOf(context);
  if (found.to === 'absent') return permits(inodeOf(draft, found.directory), MAY_WRITE | MAY_EXECUTE, who);
  if (found.to === 'proc') return true;
  if (found.to !== 'file') return false;
  const mode = flags & O_ACCMODE;
  const reads = mode !== O_WRONLY;
  const writes = mode !== 0 || (flags & O_TRUNC) !== 0;
  return permits(inodeOf(draft, found.inode), (reads ? MAY_READ : 0) | (writes ? MAY_WRITE : 0), who);
}

/** May the caller forgo what only an owner may? */
function ownsTarget(context: Context, found: Walk): boolean {
  return found.to !== 'file' || owns(inodeOf(context.draft, found.inode), credentialsOf(context));
}

function credentialsOf({ draft, task }: Context): Credentials {
  return draft.task(task).identity.credentials;
}

function openPath(context: Context, found: Walk, flags: number, mode: number): bigint {
  if (found.to === 'proc') return give(context, found.file, flags);
  const { draft } = context;
  const inode = opened(context, found, mode);
  if (found.to === 'file' && (flags & O_TRUNC) !== 0 && inodeOf(draft, inode).kind === 'regular') {
    setContent(draft, inode, '');
  }
  return give(context, { kind: 'inode', inode }, flags);
}

/** A new description of what was opened, and the lowest free descriptor for it. */
function give(context: Context, object: OpenFile['object'], flags: number): bigint {
  const file = openDescription(context.draft, object, statusFlags(flags));
  return BigInt(install(context.draft, tableOfCaller(context), file, 0, (flags & O_CLOEXEC) !== 0));
}

function opened(context: Context, found: Walk, mode: number): InodeId {
  const { draft, task } = context;
  if (found.to === 'file') return found.inode;
  if (found.to !== 'absent') throw new ModelBug(`a path that leads to a ${found.to} cannot be opened`);
  const { umask } = fsOf(draft, draft.task(task).fs);
  return createRegular(
    draft,
    found.directory,
    found.name,
    mode & PERMISSIONS & ~umask,
    credentialsOf(context),
  );
}

function statusFlags(flags: number): number {
  const kept = (flags & KNOWN & ~MOMENTARY) | O_LARGEFILE;
  return (kept & __O_SYNC) === 0 ? kept : kept | O_DSYNC;
}
