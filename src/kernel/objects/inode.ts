/**
 * An inode: a file itself, whoever has it open: made empty, given content, asked for permission.
 * From fs/inode.c and fs/namei.c (generic_permission).
 */
import type { Draft } from '../draft.js';
import { ModelBug } from '../draft.js';
import type { Inode, InodeId } from '../world.js';

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
  const inode = draft.inodes.get(id);
  if (inode === undefined) throw new ModelBug(`there is no inode ${id}`);
  return inode;
}

/** A new, empty regular file called `name` in a directory. */
export function createRegular(draft: Draft, parent: InodeId, name: string, mode: number): InodeId {
  const id = draft.freshId();
  const directory = directoryOf(draft, parent);
  draft.inodes
    .set(id, { kind: 'regular', mode, content: '' })
    .set(parent, { ...directory, entries: directory.entries.set(name, id) });
  return id;
}

/**
 * May an actor have `wanted` (MAY_READ, MAY_WRITE, MAY_EXECUTE) of the inode? It owns every file and is root of
 * the user namespace that they belong to, so that one thing can stop it: a file that nobody may execute.
 */
export function permits(inode: Inode, wanted: number): boolean {
  const executes = (wanted & MAY_EXECUTE) !== 0 && inode.kind !== 'directory';
  return !executes || (inode.mode & EXECUTABLE_BY_ANYONE) !== 0;
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
