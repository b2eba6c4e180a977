/** Frames of a measurement: the least that a hand-over and a scenario's processes cost where the agent runs. */
import { FrameWriter, type FrameReader } from './frame-bytes.js';

/** A measurement, as asked of an agent. */
export interface MeasureFrame {
  readonly id: number;
  /** Of so many rounds the least counts. */
  readonly rounds: number;
}

/** Nanoseconds. */
export interface MeasuredFrame {
  readonly kind: 'measured';
  readonly id: number;
  /** A hand-over there and back between a process of the agent's and one where actors run, with one call: by a futex, and by yielding; 0 where that one does not come. */
  readonly handOver: readonly [number, number];
  /** The namespaces, mounts and processes of a scenario: with one actor, and with two. */
  readonly world: readonly [number, number];
}

/** The bytes of a measure frame, its length before it. */
export function encodeMeasure({ id, rounds }: MeasureFrame): Buffer {
  return new FrameWriter(MEASURE).u32(id).u16(rounds).finish();
}

/** By the number of the kind. */
export const FLOOR_FRAMES: Readonly<Record<number, (reader: FrameReader) => MeasuredFrame>> = {
  9: (reader) => ({
    kind: 'measured',
    id: reader.u32(),
    handOver: [Number(reader.u64()), Number(reader.u64())],
    world: [Number(reader.u64()), Number(reader.u64())],
  }),
};

const MEASURE = 8;
