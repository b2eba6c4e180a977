/** Words about what open file descriptions refer to: the ends of pipes, the content of files, and where paths lead. */
import type { FileWord, Memory } from '../../spec/index.js';
import type { Context } from '../context.js';
import { ModelBug } from '../draft.js';
import { install } from '../objects/descriptor-table.js';
import { contentOf, setContent } from '../objects/inode.js';
import {
  O_APPEND,
  O_DIRECT,
  O_NONBLOCK,
  O_WRONLY,
  openDescription,
  setOffset,
} from '../objects/open-file.js';
import { least, RLIMIT } from '../objects/limits.js';
import { softLimit } from '../objects/standing.js';
import {
  createPipe,
  isFull,
  mergesInto,
  pipeOf,
  readFrom,
  writeTo,
  type PipeRead,
  type PipeWrite,
} from '../objects/pipe.js';
import type { FileId, InodeId, Pipe, PipeId } from '../world.js';
import { fileAt, tableOfCaller } from './descriptors.js';
import { roomOf, sourceIn } from './memory.js';
import { pathWords } from './paths.js';
import { procFileWords } from './proc-files.js';

const O_CLOEXEC = 0o2000000;

/** The words, working on what `context` says at the time. */
export function fileWords(context: Context): Record<FileWord, (...args: never[]) => unknown> {
  return {
    ...pipeQuestions(context),
    ...pipeActions(context),
    ...regularWords(context),
    ...pathWords(context),
    ...procFileWords(context),
  };
}

function pipeQuestions(context: Context) {
  return {
    holds_data: (fd: bigint) => pipeAt(context, fd).pipe.buffers.length > 0,
    has_reader: (fd: bigint) => pipeAt(context, fd).pipe.readers > 0,
    has_writer: (fd: bigint) => pipeAt(context, fd).pipe.writers > 0,
    has_room: (fd: bigint) => !isFull(pipeAt(context, fd).pipe),
    merges: (fd: bigint, buf: Memory, count: bigint, done: bigint) =>
      mergesInto(pipeAt(context, fd).pipe, writeOf(context, { fd, buf, count, done })),
    next_is_packet: (fd: bigint) => pipeAt(context, fd).pipe.buffers[0]?.packet === true,
    bytes_to_take: (fd: bigint, buf: Memory, count: bigint) =>
      BigInt(reading(context, fd, buf, count).bytes.length),
    bytes_to_append: (fd: bigint, buf: Memory, count: bigint, done: bigint) =>
      BigInt(writeTo(pipeAt(context, fd).pipe, writeOf(context, { fd, buf, count, done })).accepted),
  };
}

function pipeActions(context: Context) {
  return {
    open_pipe: (flags: bigint) => openPipe(context, Number(flags)),
    take: (fd: bigint, buf: Memory, count: bigint) => {
      const { bytes, pipe } = reading(context, fd, buf, count);
      put(context, pipeAt(context, fd).id, pipe);
      return bytes;
    },
    append: (fd: bigint, buf: Memory, count: bigint, done: bigint) => {
      const { id, pipe } = pipeAt(context, fd);
      const written = writeTo(pipe, writeOf(context, { fd, buf, count, done }));
      put(context, id, written.pipe);
      return BigInt(written.accepted);
    },
  };
}

function regularWords(context: Context) {
  return {
    at_end: (fd: bigint) => fileAt(context, fd).offset >= content(context, fd).length,
    read_on: (fd: bigint, buf: Memory, count: bigint) => {
      const { id, offset } = fileAt(context, fd);
      const length = Math.min(Number(count), roomOf(buf));
      const bytes = content(context, fd).slice(offset, offset + length);
      setOffset(context.draft, id, offset + bytes.length);
      return bytes;
    },
    bytes_below_size_limit: (fd: bigint) => {
      const { draft, task } = context;
      const room =
        softLimit(draft, draft.task(task).process, RLIMIT.FSIZE) - BigInt(writePosition(context, fd));
      return least(room < 0n ? 0n : room);
    },
    write_on: (fd: bigint, buf: Memory, count: bigint) => BigInt(writeOn(context, fd, sourceIn(buf, count))),
  };
}

interface WriteCall {
  readonly fd: bigint;
  readonly buf: Memory;
  readonly count: bigint;
  readonly done: bigint;
}

function pipeAt(context: Context, fd: bigint): { readonly id: PipeId; readonly pipe: Pipe } {
  const { object } = fileAt(context, fd);
  if (object.kind !== 'pipe') throw new ModelBug(`descriptor ${fd} is no pipe`);
  return { id: object.pipe, pipe: pipeOf(context.draft, object.pipe) };
}

function reading(context: Context, fd: bigint, buf: Memory, count: bigint): PipeRead {
  return readFrom(pipeAt(context, fd).pipe, Number(count), roomOf(buf));
}

function writeOf(context: Context, { fd, buf, count, done }: WriteCall): PipeWrite {
  return {
    source: sourceIn(buf, count),
    count: Number(count),
    done: Number(done),
    packet: (fileAt(context, fd).flags & O_DIRECT) !== 0,
    fresh: context.draft.task(context.task).blocked === undefined,
  };
}

function put({ draft }: Context, id: PipeId, pipe: Pipe): void {
  draft.pipes.set(id, pipe);
}

function openPipe(context: Context, flags: number): readonly bigint[] {
  const { draft } = context;
  const object = { kind: 'pipe', pipe: createPipe(draft) } as const;
  const marked = (flags & O_CLOEXEC) !== 0;
  const give = (file: FileId) => BigInt(install(draft, tableOfCaller(context), file, 0, marked));
  const reader = give(openDescription(draft, object, flags & O_NONBLOCK));
  const writer = give(openDescription(draft, object, O_WRONLY | (flags & (O_NONBLOCK | O_DIRECT))));
  return [reader, writer];
}

function content(context: Context, fd: bigint): string {
  return contentOf(context.draft, inodeAt(context, fd));
}

function inodeAt(context: Context, fd: bigint): InodeId {
  const { object } = fileAt(context, fd);
  if (object.kind !== 'inode') throw new ModelBug(`descriptor ${fd} is no file with an inode`);
  return object.inode;
}

/** The position, or the end with O_APPEND. */
function writePosition(context: Context, fd: bigint): number {
  const { flags, offset } = fileAt(context, fd);
  return (flags & O_APPEND) === 0 ? offset : content(context, fd).length;
}

/** Writes at the position, or at the end with O_APPEND; a gap before it is filled with zero bytes. */
function writeOn(context: Context, fd: bigint, bytes: string): number {
  const { draft } = context;
  const { id } = fileAt(context, fd);
  const inode = inodeAt(context, fd);
  const before = contentOf(draft, inode);
  if (bytes === '') return 0;
  const start = writePosition(context, fd);
  const end = start + bytes.length;
  setContent(draft, inode, before.slice(0, start).padEnd(start, '\0') + bytes + before.slice(end));
  setOffset(draft, id, end);
  return bytes.length;
}
