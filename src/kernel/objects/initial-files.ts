/** The files that every world begins with: the scenario's private root, and what actor A has open. */
import { Map as ImmutableMap } from 'immutable';
import type { Draft } from '../draft.js';
import type { FileId, Inode, InodeId } from '../world.js';
import { ROOT, WORK } from './inode.js';
import { O_RDWR, openDescription } from './open-file.js';

/** O_LARGEFILE: every open of a 64-bit task has it. */
const O_LARGEFILE = 0o100000;
const BIN: InodeId = -3;
const AGENT: InodeId = -4;
const DEV: InodeId = -5;
const NULL_DEVICE: InodeId = -6;
const PROC: InodeId = -7;

/** Lays out the private root, and opens its null device three times: what descriptors 0, 1 and 2 refer to. */
export function initialFiles(draft: Draft): readonly FileId[] {
  draft.inodes
    .set(ROOT, directory(ROOT, { bin: BIN, dev: DEV, proc: PROC, work: WORK }))
    .set(WORK, directory(ROOT, {}))
    .set(BIN, directory(ROOT, { agent: AGENT }))
    .set(AGENT, { kind: 'program', mode: 0o755 })
    .set(DEV, directory(ROOT, { null: NULL_DEVICE }))
    .set(NULL_DEVICE, { kind: 'null', mode: 0o666 })
    .set(PROC, { kind: 'proc', mode: 0o555 });
  const open = () => openDescription(draft, { kind: 'inode', inode: NULL_DEVICE }, O_RDWR | O_LARGEFILE);
  return [open(), open(), open()];
}

function directory(parent: InodeId, entries: Readonly<Record<string, InodeId>>): Inode {
  return { kind: 'directory', mode: 0o755, parent, entries: ImmutableMap(Object.entries(entries)) };
}
