/** Words about descriptors and the open file descriptions that they refer to, in the calling task's table. */
import type { DescriptorWord } from '../../spec/index.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import {
  closeDescriptor,
  descriptorOf,
  hasFree,
  install,
  installAt,
  leaveSharedTable,
  openBetween,
  setCloseOnExec,
} from '../objects/descriptor-table.js';
import { least, RLIMIT } from '../objects/limits.js';
import { softLimit } from '../objects/standing.js';
import { isNonblocking, kindOf, openFileOf, setStatusFlags } from '../objects/open-file.js';
import type { Descriptor, FileId, OpenFile, TableId } from '../world.js';

/** The words, working on what `context` says at the time. */
export function descriptorWords(context: Context): Record<DescriptorWord, (...args: never[]) => unknown> {
  return {
    ...questions(context),
    ...actions(context),
    ...actionsOnMany(context),
  };
}

/** The table of the calling task. */
export function tableOfCaller({ draft, task }: Context): TableId {
  return draft.task(task).table;
}

/** The open file description behind a descriptor. Throws ModelBug where the descriptor is not open. */
export function fileAt(context: Context, fd: bigint): OpenFile & { readonly id: FileId } {
  const { file } = slotAt(context, fd);
  return { ...openFileOf(context.draft, file), id: file };
}

function questions(context: Context) {
  const slot = (fd: bigint) => slotOf(context, fd);
  return {
    is_open: (fd: bigint) => slot(fd) !== undefined,
    readable: (fd: bigint) => slot(fd) !== undefined && fileAt(context, fd).readable,
    writable: (fd: bigint) => slot(fd) !== undefined && fileAt(context, fd).writable,
    kind: (fd: bigint) =>
      slot(fd) === undefined ? 'closed' : kindOf(context.draft, fileAt(context, fd).object),
    nonblocking: (fd: bigint) => isNonblocking(fileAt(context, fd)),
    status_flags: (fd: bigint) => BigInt(fileAt(context, fd).flags),
    closes_on_exec: (fd: bigint) => slotAt(context, fd).closeOnExec,
    descriptor_limit: () => least(limitOf(context)),
    has_free_descriptors: (from: bigint, wanted: bigint) =>
      hasFree(context.draft, tableOfCaller(context), Number(from), Number(wanted), limitOf(context)),
  };
}

function actions(context: Context) {
  return {
    duplicate: (fd: bigint, from: bigint, marked: boolean) => {
      const { file } = slotAt(context, fd);
      return BigInt(install(context.draft, tableOfCaller(context), file, Number(from), marked));
    },
    duplicate_onto: (fd: bigint, to: bigint, marked: boolean) => {
      const { file } = slotAt(context, fd);
      installAt(context.draft, tableOfCaller(context), file, Number(to), marked);
      return null;
    },
    set_close_on_exec: (fd: bigint, marked: boolean) => {
      setCloseOnExec(context.draft, tableOfCaller(context), Number(fd), marked);
      return null;
    },
    set_status_flags: (fd: bigint, flags: bigint) => {
      setStatusFlags(context.draft, slotAt(context, fd).file, Number(BigInt.asUintN(32, flags)));
      return null;
    },
    close_descriptor: (fd: bigint) => {
      closeDescriptor(context.draft, tableOfCaller(context), Number(fd));
      return null;
    },
  };
}

function actionsOnMany(context: Context) {
  const between = (first: bigint, last: bigint) =>
    openBetween(context.draft, tableOfCaller(context), Number(first), Number(last));
  return {
    close_descriptors: (first: bigint, last: bigint) => {
      for (const fd of between(first, last)) closeDescriptor(context.draft, tableOfCaller(context), fd);
      return null;
    },
    mark_descriptors: (first: bigint, last: bigint) => {
      for (const fd of between(first, last)) setCloseOnExec(context.draft, tableOfCaller(context), fd, true);
      return null;
    },
    leave_shared_descriptor_table: () => {
      const { draft, task } = context;
      draft.setTask(task, { table: leaveSharedTable(draft, tableOfCaller(context)) });
      return null;
    },
  };
}

/** RLIMIT_NOFILE of the caller's process. */
function limitOf({ draft, task }: Context): bigint {
  return softLimit(draft, draft.task(task).process, RLIMIT.NOFILE);
}

function slotAt(context: Context, fd: bigint): Descriptor {
  const slot = slotOf(context, fd);
  if (slot === undefined) throw new ModelBug(`descriptor ${fd} is not open`);
  return slot;
}

/** A call that goes on works on what it held while it slept, whatever the descriptor refers to now. */
function slotOf(context: Context, fd: bigint): Descriptor | undefined {
  const { held } = context;
  if (held !== undefined && held.fd === Number(fd)) return { file: held.file, closeOnExec: false };
  return descriptorOf(context.draft, tableOfCaller(context), Number(fd));
}
