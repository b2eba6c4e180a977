import { describe, expect, test } from '@jest/globals';
import { Draft } from '../draft.js';
import { initialWorld } from '../initial.js';
import type { Pipe } from '../world.js';
import {
  createPipe,
  dropEnd,
  holdEnd,
  isFull,
  PAGE,
  pipeOf,
  readFrom,
  writeTo,
  type PipeWrite,
} from './pipe.js';

const EMPTY: Pipe = { readers: 1, writers: 1, buffers: [], slots: 16 };
const EVERYWHERE = Number.MAX_SAFE_INTEGER;

function write(source: string, change: Partial<PipeWrite> = {}): PipeWrite {
  return { source, count: source.length, done: 0, packet: false, fresh: true, ...change };
}

function filled(...writes: readonly string[]): Pipe {
  return writes.reduce((pipe, bytes) => writeTo(pipe, write(bytes)).pipe, EMPTY);
}

describe('the life of a pipe', () => {
  test('it is gone, with what it holds, when the last end is', () => {
    const draft = new Draft(initialWorld({ profile: 'linux-6.18', privileged: true }));
    const id = createPipe(draft);
    holdEnd(draft, id, 'reader');
    holdEnd(draft, id, 'writer');
    expect(pipeOf(draft, id)).toMatchObject({ readers: 1, writers: 1, buffers: [] });
    dropEnd(draft, id, 'reader');
    expect(pipeOf(draft, id)).toMatchObject({ readers: 0, writers: 1 });
    dropEnd(draft, id, 'writer');
    expect(draft.pipes.has(id)).toBe(false);
  });
});

describe('writing', () => {
  test('small writes share the page of the last buffer', () => {
    expect(filled('ab', 'cd').buffers).toEqual([{ bytes: 'abcd', start: 0, packet: false }]);
  });

  test('what was read of a page is not used again', () => {
    const { pipe } = readFrom(filled('x'.repeat(4000)), 3999, EVERYWHERE);
    expect(writeTo(pipe, write('y'.repeat(97))).pipe.buffers.map((buffer) => buffer.bytes.length)).toEqual([
      1, 97,
    ]);
    expect(writeTo(pipe, write('y'.repeat(96))).pipe.buffers.map((buffer) => buffer.bytes.length)).toEqual([
      97,
    ]);
  });

  test('the odd bytes of a large write go first into the last page, the rest into new ones', () => {
    const { pipe, accepted } = writeTo(filled('ab'), write('c'.repeat(PAGE + 3)));
    expect(accepted).toBe(PAGE + 3);
    expect(pipe.buffers.map((buffer) => buffer.bytes.length)).toEqual([5, PAGE]);
  });

  test('whole pages never share one', () => {
    expect(writeTo(filled('ab'), write('c'.repeat(PAGE))).pipe.buffers).toHaveLength(2);
  });

  test('it takes what fits and no more, and goes on from there', () => {
    const bytes = 'x'.repeat(70000);
    const first = writeTo(EMPTY, write(bytes));
    expect(first.accepted).toBe(16 * PAGE);
    expect(isFull(first.pipe)).toBe(true);
    const { pipe } = readFrom(first.pipe, 2 * PAGE, EVERYWHERE);
    expect(writeTo(pipe, write(bytes, { done: 16 * PAGE, fresh: false })).accepted).toBe(70000 - 16 * PAGE);
  });

  test('a write that has slept does not look at the last buffer any more', () => {
    expect(writeTo(filled('ab'), write('c', { fresh: false })).pipe.buffers).toHaveLength(2);
  });

  test('nothing is added to a packet, but a packet may be added to what is none', () => {
    const packet = writeTo(EMPTY, write('cd', { packet: true })).pipe;
    expect(writeTo(packet, write('ef')).pipe.buffers).toHaveLength(2);
    const merged = writeTo(filled('ab'), write('cd', { packet: true })).pipe;
    expect(merged.buffers).toEqual([{ bytes: 'abcd', start: 0, packet: false }]);
  });

  test('a fault loses the page that it is in, and keeps those before it', () => {
    expect(writeTo(EMPTY, write('x'.repeat(8), { count: 9 }))).toEqual({ accepted: 0, pipe: EMPTY });
    expect(writeTo(EMPTY, write('x'.repeat(PAGE), { count: PAGE + 1 })).accepted).toBe(PAGE);
    expect(writeTo(filled('ab'), write('', { count: 1 })).accepted).toBe(0);
  });
});

describe('reading', () => {
  test('takes bytes over buffers, in order, up to the count', () => {
    const { bytes, pipe } = readFrom(filled('a'.repeat(PAGE), 'bc'), PAGE + 1, EVERYWHERE);
    expect(bytes).toBe(`${'a'.repeat(PAGE)}b`);
    expect(pipe.buffers).toEqual([{ bytes: 'c', start: 1, packet: false }]);
  });

  test('takes one packet, and what does not fit of it is lost', () => {
    const packets = writeTo(
      writeTo(EMPTY, write('abc', { packet: true })).pipe,
      write('d', { packet: true }),
    ).pipe;
    const first = readFrom(packets, 2, EVERYWHERE);
    expect(first.bytes).toBe('ab');
    expect(readFrom(first.pipe, 9, EVERYWHERE).bytes).toBe('d');
  });

  test('a buffer that does not fit before a hole stays whole', () => {
    const pipe = filled('a'.repeat(PAGE), 'bcd');
    expect(readFrom(pipe, 9000, PAGE + 2).bytes).toBe('a'.repeat(PAGE));
    expect(readFrom(pipe, 9000, 2)).toEqual({ bytes: '', pipe });
  });
});
