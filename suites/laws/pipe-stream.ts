/** Interleaving: what comes out of a pipe must be the atomic writes that went in, whole, in some order. */
import type { Entry } from './account/account.js';
import { errnoOf, returned } from './account/effect.js';
import { dataOf } from './descriptor.js';
import type { Answered } from './account/moment.js';
import type { Breach } from './law.js';
import { pipeEnd, PIPE_BUF, plainBytes } from './pipe-end.js';

/** One pipe's bytes: what went in, step by step, and what came out. */
interface Stream {
  /** Whole writes by the step in which they were done; those of one step may be in any order. */
  readonly written: string[][];
  taken: string;
}

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
      stream.taken += data;
      if (!explains(stream.written, stream.taken)) {
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
    const stream = streams.get(pipe) ?? { written: [], taken: '' };
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

/** A long write that sleeps may have been done in part; so may one whose caller ended or faulted. */
function forgetUnfinished(streams: Map<number, Stream | 'unknown'>, entry: Entry): void {
  const { asked } = entry;
  const asleep = [...entry.waiting.values(), ...(asked === undefined ? [] : [asked])];
  for (const one of asleep) {
    const end = pipeEnd(entry.before, one, 'write');
    const data = plainBytes(one);
    const ended = entry.events.some((event) => event.kind === 'ended' && event.actor === one.actor);
    if (end?.pipe === undefined) continue;
    if (data === undefined || data.length > PIPE_BUF || ended || end.packets)
      streams.set(end.pipe, 'unknown');
  }
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

function explains(written: readonly (readonly string[])[], taken: string): boolean {
  if (taken === '') return true;
  const [now, ...later] = written;
  if (now === undefined) return false;
  if (now.length === 0) return explains(later, taken);
  return now.some((write, index) => {
    const others = now.filter((_, other) => other !== index);
    if (taken.length <= write.length) return write.startsWith(taken);
    return taken.startsWith(write) && explains([others, ...later], taken.slice(write.length));
  });
}
