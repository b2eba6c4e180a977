/** Interleaving: what comes out of a pipe must be the atomic writes that went in, whole, in some order. */
import type { Entry } from './account/account.js';
import { errnoOf, returned } from './account/effect.js';
import { dataOf } from './descriptor.js';
import type { Answered } from './account/moment.js';
import type { Breach } from './law.js';
import { pipeEnd, PIPE_BUF, plainBytes } from './pipe-end.js';

/** One pipe's bytes: what went in, step by step, and every way in which what came out may have been taken from it. */
interface Stream {
  /** Whole writes by the step in which they were done; those of one step may be in any order. */
  readonly written: string[][];
  ways: readonly Way[];
}

/** How far the bytes are taken: the rest of a write, then those that were done with it, then later steps' writes. */
interface Way {
  readonly rest: string;
  readonly beside: readonly string[];
  /** Index in `written` of the writes after these. */
  readonly next: number;
}

const NOTHING_TAKEN: Way = { rest: '', beside: [], next: 0 };

/** More writes done in one step than this, and the order is not searched. */
const MOST_AT_ONCE = 5;

/** The first read that brought bytes which no order of whole writes explains. */
export function brokenStream(account: readonly Entry[]): Breach | undefined {
  const streams = new Map<number, Stream | 'unknown'>();
  for (const entry of account) {
    takeIn(streams, entry);
    for (const [pipe, data] of takenOut(streams, entry)) {
      const stream = streams.get(pipe);
      if (stream === undefined || stream === 'unknown') continue;
      stream.ways = distinct(stream.ways.flatMap((way) => taking(stream.written, way, data)));
      if (stream.ways.length === 0) {
        return { step: entry.step, why: 'the bytes that come out of a pipe are no order of whole writes' };
      }
    }
  }
  return undefined;
}

function takeIn(streams: Map<number, Stream | 'unknown'>, entry: Entry): void {
  const now = new Map<number, string[]>();
  for (const answered of entry.answers) {
    const end = pipeEnd(entry.before, answered.asked, 'write');
    if (end?.pipe === undefined) continue;
    const whole = end.packets ? undefined : wholeWrite(answered);
    if (whole === undefined) streams.set(end.pipe, 'unknown');
    else now.set(end.pipe, [...(now.get(end.pipe) ?? []), whole]);
  }
  forgetUnfinished(streams, entry);
  for (const [pipe, writes] of now) {
    const stream = streams.get(pipe) ?? { written: [], ways: [NOTHING_TAKEN] };
    if (stream !== 'unknown') stream.written.push(writes);
    streams.set(pipe, writes.length > MOST_AT_ONCE ? 'unknown' : stream);
  }
}

/** What an atomic write put in: all of its bytes, or none if it was refused; nothing where that is not sure. */
function wholeWrite(answered: Answered): string | undefined {
  const data = plainBytes(answered.asked);
  if (data === undefined || data.length > PIPE_BUF) return undefined;
  if (errnoOf(answered) !== undefined) return '';
  return returned(answered) === data.length ? data : undefined;
}

/** A long write may be done in part while it sleeps; so may one whose caller ended or faulted. */
function forgetUnfinished(streams: Map<number, Stream | 'unknown'>, { asked, before, events }: Entry): void {
  const end = asked && pipeEnd(before, asked, 'write');
  if (asked === undefined || end?.pipe === undefined) return;
  const data = plainBytes(asked);
  const ended = events.some((event) => event.kind === 'ended' && event.actor === asked.actor);
  if (data === undefined || data.length > PIPE_BUF || ended || end.packets) streams.set(end.pipe, 'unknown');
}

function takenOut(streams: Map<number, Stream | 'unknown'>, entry: Entry): Map<number, string> {
  const out = new Map<number, string>();
  for (const answered of entry.answers) {
    const end = pipeEnd(entry.before, answered.asked, 'read');
    const count = returned(answered);
    if (end?.pipe === undefined || count === 0) continue;
    const data = dataOf(answered.outputs);
    const isRead = count !== undefined && data?.length === count && !out.has(end.pipe) && !end.packets;
    if (isRead) out.set(end.pipe, data);
    else if (count !== undefined || errnoOf(answered) === 'EFAULT') streams.set(end.pipe, 'unknown');
  }
  return out;
}

/** The ways that go on from `way` if `data` is what comes out next; none where no order of the writes gives it. */
function taking(written: readonly (readonly string[])[], way: Way, data: string): Way[] {
  let { rest, beside, next } = way;
  let left = data;
  while (left !== '') {
    const part = rest.slice(0, left.length);
    if (!left.startsWith(part)) return [];
    rest = rest.slice(part.length);
    left = left.slice(part.length);
    if (left === '' || beside.length > 1) break;
    const [only] = beside;
    if (only === undefined) beside = written[next++] ?? [];
    else [rest, beside] = [only, []];
    if (only === undefined && next > written.length) return [];
  }
  if (left === '') return [{ rest, beside, next }];
  return beside.flatMap((first, index) =>
    taking(written, { rest: first, beside: beside.filter((_, other) => other !== index), next }, left),
  );
}

/** Equal writes may be taken in any order, which is one way. */
function distinct(ways: readonly Way[]): readonly Way[] {
  if (ways.length < 2) return ways;
  const keyOf = ({ rest, beside, next }: Way): string => JSON.stringify([rest, [...beside].sort(), next]);
  return [...new Map(ways.map((way) => [keyOf(way), way])).values()];
}
