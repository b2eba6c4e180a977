/**
 * An inode: a file itself, whoever has it open: made empty, given content, asked for permission.
 * From fs/inode.c and fs/namei.c (generic_permission).
 */
import type { Capability } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import type { Credentials } from '../identity.js';
import { ModelBug } from '../draft.js';
import type { Inode, InodeId } from '../world.js';
import { capability } from './capability.js';

/** What a file is asked for: bits of the owner's permissions. */
export const MAY_READ = 4;
export const MAY_WRITE = 2;
export const MAY_EXECUTE = 1;
const EXECUTABLE_BY_ANYONE = 0o111;

/** The root, and the current directory of every actor: every world has them. Inodes made later have higher ids. */
export const ROOT: InodeId = -1;
export const WORK: InodeId = -2;

type Directory = Extract<Inode, { kind: 'directory' }>;

/** The inode called `id`. Throws ModelBug where there is none. */
export function inodeOf(draft: Draft, id: InodeId): Inode {
  return draft.inodes.row(id);
}

/** A new, empty regular file called `name` in a directory. It is that of the user and of the group for files. */
export function createRegular(
  draft: Draft,
  parent: InodeId,
  name: string,
  mode: number,
  { users, groups }: Credentials,
): InodeId {
  const id = draft.freshId();
  const directory = directoryOf(draft, parent);
  draft.inodes
    .set(id, { kind: 'regular', mode, content: '', owner: users.file, group: groups.file })
    .set(parent, { ...directory, entries: directory.entries.set(name, id) });
  return id;
}

/**
 * May a thread have `wanted` (MAY_READ, MAY_WRITE, MAY_EXECUTE) of the inode? What the permissions of its class do not
 * give, a capability over files does; but for a file that nobody may execute.
 */
export function permits(inode: Inode, wanted: number, who: Credentials): boolean {
  if ((wanted & ~permissionsFor(inode, who)) === 0) return true;
  const executes = (wanted & MAY_EXECUTE) !== 0 && inode.kind !== 'directory';
  if (has(who, 'CAP_DAC_OVERRIDE')) return !executes || (inode.mode & EXECUTABLE_BY_ANYONE) !== 0;
  const looks = inode.kind === 'directory' ? (wanted & MAY_WRITE) === 0 : wanted === MAY_READ;
  return looks && has(who, 'CAP_DAC_READ_SEARCH');
}

/** The thread owns the inode, or has the capability to act as if it did (inode_owner_or_capable). */
export function owns(inode: Inode, who: Credentials): boolean {
  return ownerOf(inode).owner === who.users.file || has(who, 'CAP_FOWNER');
}

const ROOTS = { owner: 0, group: 0 };

function ownerOf(inode: Inode): { readonly owner: number; readonly group: number } {
  return inode.kind === 'regular' ? inode : ROOTS;
}

/** The three bits of the class that the thread is in: the owner, the group, or others. */
function permissionsFor(inode: Inode, { users, groups, others }: Credentials): number {
  const { owner, group } = ownerOf(inode);
  if (users.file === owner) return (inode.mode >> 6) & ALL;
  return (groups.file === group || others.includes(group) ? inode.mode >> 3 : inode.mode) & ALL;
}

const ALL = MAY_READ | MAY_WRITE | MAY_EXECUTE;

function has({ effective }: Credentials, name: Capability): boolean {
  return (effective & capability(name)) !== 0n;
}

/** The name that a file has in some directory; the root has none. */
export function nameOf(draft: Draft, id: InodeId): string {
  for (const inode of draft.inodes.values()) {
    if (inode.kind !== 'directory') continue;
    const name = inode.entries.findKey((entry) => entry === id);
    if (name !== undefined) return name;
  }
  return '/';
}

/** Replaces the content of a regular file. */
export function setContent(draft: Draft, id: InodeId, content: string): void {
  const inode = inodeOf(draft, id);
  if (inode.kind !== 'regular') throw new ModelBug(`inode ${id} is a ${inode.kind} and has no content`);
  draft.inodes.set(id, { ...inode, content });
}

/** What a regular file holds. Throws ModelBug for another kind. */
export function contentOf(draft: Draft, id: InodeId): string {
  const inode = inodeOf(draft, id);
  if (inode.kind !== 'regular') throw new ModelBug(`inode ${id} is a ${inode.kind} and has no content`);
  return inode.content;
}

/** How many open file descriptions could write to the inode: execve refuses with ETXTBSY while there are any. */
export function writersOf(draft: Draft, id: InodeId): number {
  return draft.files
    .values()
    .filter(({ object, writable }) => writable && object.kind === 'inode' && object.inode === id).length;
}

function directoryOf(draft: Draft, id: InodeId): Directory {
  const inode = inodeOf(draft, id);
  if (inode.kind !== 'directory') throw new ModelBug(`inode ${id} is a ${inode.kind}, not a directory`);
  return inode;
}
