/**
 * An open file description: made by an open, shared by duplicates and children, gone with its last descriptor.
 * From fs/file_table.c (alloc_file, fput) and fs/fcntl.c (setfl).
 */
import type { Draft } from '../draft.js';
import type { FileId, Inode, InodeId, OpenFile } from '../world.js';
import { dropEnd, holdEnd } from './pipe.js';
import { releaseRow, shareRow } from './refcount.js';

export const O_ACCMODE = 3;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_ASYNC = 0o20000;
export const O_DIRECT = 0o40000;
export const O_NOATIME = 0o1000000;
/** The flags that F_SETFL changes on every kind of file (SETFL_MASK). */
const SETTABLE = O_APPEND | O_NONBLOCK | O_DIRECT | O_NOATIME;

/** A description that no descriptor refers to yet. `flags` carry the access mode. */
export function openDescription(draft: Draft, object: OpenFile['object'], flags: number): FileId {
  const id = draft.freshId();
  const mode = flags & O_ACCMODE;
  const readable = mode === 0 || mode === O_RDWR;
  const writable = mode === O_WRONLY || mode === O_RDWR;
  draft.files.set(id, { refs: 0, object, readable, writable, flags, offset: 0 });
  if (object.kind === 'pipe') holdEnd(draft, object.pipe, writable ? 'writer' : 'reader');
  return id;
}

/** The description called `id`. Throws ModelBug where there is none. */
export function openFileOf(draft: Draft, id: FileId): OpenFile {
  return draft.files.row(id);
}

/** The kind of file of spec/files that it is. */
export function kindOf(
  { inodes }: { readonly inodes: { get(id: InodeId): Inode | undefined } },
  object: OpenFile['object'],
): string {
  if (object.kind === 'proc') return object.place === 'comm' ? 'comm' : 'directory';
  return object.kind === 'inode' ? (inodes.get(object.inode)?.kind ?? 'regular') : object.kind;
}

/** One more descriptor refers to it. */
export function holdFile(draft: Draft, id: FileId): void {
  shareRow(draft.files, id);
}

/** One descriptor fewer refers to it; the last one takes it away, and its end of a pipe with it. */
export function dropFile(draft: Draft, id: FileId): void {
  const last = releaseRow(draft.files, id);
  if (last?.object.kind === 'pipe') dropEnd(draft, last.object.pipe, last.writable ? 'writer' : 'reader');
}

/** Calls on it do not wait. */
export function isNonblocking(file: OpenFile): boolean {
  return (file.flags & O_NONBLOCK) !== 0;
}

/** F_SETFL: of `flags` the settable ones are taken, the others stay. O_ASYNC is a matter of pipes alone. */
export function setStatusFlags(draft: Draft, id: FileId, flags: number): void {
  const file = openFileOf(draft, id);
  const settable = file.object.kind === 'pipe' ? SETTABLE | O_ASYNC : SETTABLE;
  draft.files.set(id, { ...file, flags: (flags & settable) | (file.flags & ~settable) });
}

/** Puts the file position of the description, which all its descriptors share. */
export function setOffset(draft: Draft, id: FileId, offset: number): void {
  draft.files.set(id, { ...openFileOf(draft, id), offset });
}

/** Takes bytes of `told` at the position, which moves behind them; later reads find the same text. */
export function readOn(draft: Draft, id: FileId, told: string, length: number): string {
  const file = openFileOf(draft, id);
  const bytes = told.slice(file.offset, file.offset + length);
  if (bytes !== '') draft.files.set(id, { ...file, offset: file.offset + bytes.length, told });
  return bytes;
}
