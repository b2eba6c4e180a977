/**
 * A pipe: made with its two ends, filled by pages, emptied in order, gone when nobody holds an end.
 *
 * From fs/pipe.c (pipe_read, pipe_write; anon_pipe_read, anon_pipe_write since 6.14). The ring has buffers of
 * one page. A write first tries to add its odd bytes (its length modulo the page) to the last buffer, then
 * fills new ones; a buffer is copied whole or not at all, so a fault loses or takes whole buffers.
 */
import type { Draft } from '../draft.js';
import type { Pipe, PipeBuffer, PipeId } from '../world.js';

/** PAGE_SIZE, which is PIPE_BUF on x86_64. */
export const PAGE = 4096;
/** PIPE_DEF_BUFFERS: the buffers of a new pipe. */
const DEFAULT_SLOTS = 16;

export type PipeEnd = 'reader' | 'writer';

/** A pipe that nobody holds yet, and that holds nothing. */
export function createPipe(draft: Draft): PipeId {
  const id = draft.freshId();
  draft.pipes.set(id, { readers: 0, writers: 0, buffers: [], slots: DEFAULT_SLOTS });
  return id;
}

/** The pipe called `id`. Throws ModelBug where there is none. */
export function pipeOf(draft: Draft, id: PipeId): Pipe {
  return draft.pipes.row(id);
}

/** One more open file description holds an end. */
export function holdEnd(draft: Draft, id: PipeId, end: PipeEnd): void {
  draft.pipes.set(id, counted(pipeOf(draft, id), end, 1));
}

/** An open file description of an end is gone; without any the pipe is gone too, with what it holds. */
export function dropEnd(draft: Draft, id: PipeId, end: PipeEnd): void {
  const pipe = counted(pipeOf(draft, id), end, -1);
  if (pipe.readers + pipe.writers > 0) draft.pipes.set(id, pipe);
  else draft.pipes.delete(id);
}

/** No buffer is free. */
export function isFull(pipe: Pipe): boolean {
  return pipe.buffers.length >= pipe.slots;
}

/** What a write asks of a pipe. */
export interface PipeWrite {
  /** The bytes that can be read from the writer's memory, from its beginning; fewer than `count` before a hole. */
  readonly source: string;
  readonly count: number;
  /** How much of it is in the pipe already. */
  readonly done: number;
  /** The open file description has O_DIRECT: every buffer is a packet. */
  readonly packet: boolean;
  /** The write has not slept yet: only then does it look at the last buffer. */
  readonly fresh: boolean;
}

/** What came of a write: how many bytes went in now, and the pipe after it. */
export interface PipeWritten {
  readonly accepted: number;
  readonly pipe: Pipe;
}

/** The odd bytes of a fresh write go into the page of the last buffer. */
export function mergesInto(pipe: Pipe, write: PipeWrite): boolean {
  const odd = write.count % PAGE;
  const last = pipe.buffers[pipe.buffers.length - 1];
  if (!write.fresh || write.done > 0 || odd === 0 || last === undefined || last.packet) return false;
  return last.start + last.bytes.length + odd <= PAGE;
}

/** Puts in as much as fits now. It stops early where the pipe is full, or where the writer's memory ends. */
export function writeTo(pipe: Pipe, write: PipeWrite): PipeWritten {
  const buffers = [...pipe.buffers];
  let position = write.done;
  if (mergesInto(pipe, write)) {
    const odd = write.count % PAGE;
    if (odd > write.source.length) return { accepted: 0, pipe };
    const last = buffers.pop() ?? { bytes: '', start: 0, packet: false };
    buffers.push({ ...last, bytes: last.bytes + write.source.slice(0, odd) });
    position = odd;
  }
  while (position < write.count && buffers.length < pipe.slots) {
    const end = Math.min(position + PAGE, write.count);
    if (end > write.source.length) break;
    buffers.push({ bytes: write.source.slice(position, end), start: 0, packet: write.packet });
    position = end;
  }
  return { accepted: position - write.done, pipe: { ...pipe, buffers } };
}

/** What came of a read: the bytes, and the pipe after it. */
export interface PipeRead {
  readonly bytes: string;
  readonly pipe: Pipe;
}

/**
 * Takes up to `count` bytes, as far as the reader's memory has `room`. What does not fit the room of one
 * buffer stays; of a packet nothing stays.
 */
export function readFrom(pipe: Pipe, count: number, room: number): PipeRead {
  let bytes = '';
  const left = [...pipe.buffers];
  while (bytes.length < count) {
    const buffer = left[0];
    if (buffer === undefined) break;
    const chars = Math.min(buffer.bytes.length, count - bytes.length);
    if (bytes.length + chars > room) break;
    bytes += buffer.bytes.slice(0, chars);
    if (buffer.packet || chars === buffer.bytes.length) left.shift();
    else left[0] = consumed(buffer, chars);
    if (buffer.packet) break;
  }
  return { bytes, pipe: { ...pipe, buffers: left } };
}

function consumed(buffer: PipeBuffer, chars: number): PipeBuffer {
  return { ...buffer, bytes: buffer.bytes.slice(chars), start: buffer.start + chars };
}

function counted(pipe: Pipe, end: PipeEnd, change: 1 | -1): Pipe {
  if (end === 'reader') return { ...pipe, readers: pipe.readers + change };
  return { ...pipe, writers: pipe.writers + change };
}
