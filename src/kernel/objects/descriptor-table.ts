/**
 * A descriptor table: small numbers for open file descriptions, each with its own close-on-exec flag.
 *
 * From fs/file.c. A new descriptor is the lowest that is free; `low` is the hint (next_fd) below which none
 * is, so that looking for it does not cost more in a large table. fork copies a table, threads share one.
 */
import { Map as ImmutableMap } from 'immutable';
import type { Draft } from '../draft.js';
import type { Descriptor, DescriptorTable, FileId, TableId } from '../world.js';
import { dropFile, holdFile } from './open-file.js';
import { copyRow, leaveShared, releaseRow, shareRow } from './refcount.js';

/** A table of one task, with `files` as its descriptors 0, 1, 2, ... */
export function initialTable(draft: Draft, files: readonly FileId[]): TableId {
  const id = draft.freshId();
  draft.tables.set(id, { refs: 1, slots: ImmutableMap(), low: 0 });
  for (const file of files) install(draft, id, file, 0, false);
  return id;
}

/** What `fd` refers to in the table, if it is open. */
export function descriptorOf(draft: Draft, table: TableId, fd: number): Descriptor | undefined {
  return tableOf(draft, table).slots.get(fd);
}

/** At least `wanted` descriptors from `from` on are free below `limit`. */
export function hasFree(draft: Draft, table: TableId, from: number, wanted: number, limit: bigint): boolean {
  const { slots, low } = tableOf(draft, table);
  let found = 0;
  for (let fd = Math.max(from, low); found < wanted && fd < limit; fd += 1) {
    if (!slots.has(fd)) found += 1;
  }
  return found >= wanted;
}

/** Gives the lowest free descriptor from `from` on to a description. The caller has asked whether there is one. */
export function install(
  draft: Draft,
  table: TableId,
  file: FileId,
  from: number,
  closeOnExec: boolean,
): number {
  const { slots, low } = tableOf(draft, table);
  let fd = Math.max(from, low);
  while (slots.has(fd)) fd += 1;
  put(draft, table, fd, { file, closeOnExec });
  return fd;
}

/** Lets `fd` refer to a description; what it referred to is closed, silently. */
export function installAt(
  draft: Draft,
  table: TableId,
  file: FileId,
  fd: number,
  closeOnExec: boolean,
): void {
  const before = descriptorOf(draft, table, fd);
  put(draft, table, fd, { file, closeOnExec });
  if (before !== undefined) dropFile(draft, before.file);
}

/** Sets or clears the close-on-exec flag of an open descriptor; one that is not open stays so. */
export function setCloseOnExec(draft: Draft, table: TableId, fd: number, closeOnExec: boolean): void {
  const slot = descriptorOf(draft, table, fd);
  if (slot === undefined || slot.closeOnExec === closeOnExec) return;
  change(draft, table, { slots: tableOf(draft, table).slots.set(fd, { ...slot, closeOnExec }) });
}

/** The open descriptor is closed by a successful execve. */
export function closesOnExec(draft: Draft, table: TableId, fd: number): boolean {
  return descriptorOf(draft, table, fd)?.closeOnExec === true;
}

/** Closes one descriptor; one that is not open stays so. */
export function closeDescriptor(draft: Draft, table: TableId, fd: number): void {
  const { slots, low } = tableOf(draft, table);
  const slot = slots.get(fd);
  if (slot === undefined) return;
  change(draft, table, { slots: slots.delete(fd), low: Math.min(low, fd) });
  dropFile(draft, slot.file);
}

/** The open descriptors from `first` to `last`, in ascending order. */
export function openBetween(draft: Draft, table: TableId, first: number, last: number): number[] {
  const open = [...tableOf(draft, table).slots.keys()].filter((fd) => fd >= first && fd <= last);
  return open.sort((a, b) => a - b);
}

/** What a successful execve does to the table: descriptors with the flag are closed (do_close_on_exec). */
export function closeOnExec(draft: Draft, table: TableId): void {
  const marked = [...tableOf(draft, table).slots].filter(([, slot]) => slot.closeOnExec).map(([fd]) => fd);
  for (const fd of marked.sort((a, b) => a - b)) closeDescriptor(draft, table, fd);
}

/** What fork does: a table of its own, with the same descriptors for the same descriptions. */
export function copyTable(draft: Draft, table: TableId): TableId {
  for (const { file } of tableOf(draft, table).slots.values()) holdFile(draft, file);
  return copyRow(draft, draft.tables, table);
}

/** One more task uses the table (CLONE_FILES). */
export function shareTable(draft: Draft, table: TableId): TableId {
  return shareRow(draft.tables, table);
}

/** A table that the leaving task has to itself: a copy where others use this one, else the same. */
export function leaveSharedTable(draft: Draft, table: TableId): TableId {
  return leaveShared(draft.tables, table, (shared) => copyTable(draft, shared));
}

/** A task has ended; the last user of a table closes all its descriptors, in ascending order. */
export function releaseTable(draft: Draft, table: TableId): void {
  const last = releaseRow(draft.tables, table);
  for (const { file } of last?.slots.values() ?? []) dropFile(draft, file);
}

function tableOf(draft: Draft, id: TableId): DescriptorTable {
  return draft.tables.row(id);
}

function put(draft: Draft, table: TableId, fd: number, slot: Descriptor): void {
  const { slots, low } = tableOf(draft, table);
  holdFile(draft, slot.file);
  change(draft, table, { slots: slots.set(fd, slot), low: fd === low ? fd + 1 : low });
}

function change(draft: Draft, id: TableId, part: Partial<DescriptorTable>): void {
  draft.tables.set(id, { ...tableOf(draft, id), ...part });
}
