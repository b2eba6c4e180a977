/** Times: short ones that pass within a step, far ones that never do, points of a clock, and what is no time. */
import { int, struct, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';

/** Seconds, and a part of the next one as it is written in nanoseconds. */
type Time = readonly [seconds: number, nanoseconds: number];

const SECOND = 1_000_000_000;
const MILLISECOND = 1_000_000;
const FAR: Time = [1000, 0];
/** Far on the face of every clock: the year 2255. */
const FAR_POINT: Time = [9_000_000_000, 0];

const TIMES = lot<Time>([
  [6, FAR],
  [5, [0, MILLISECOND]],
  [3, [0, 0]],
  [2, [0, 1000]],
  [1, [0, 5 * MILLISECOND]],
  [1, [100, 999_999_000]],
  [1, [0, SECOND]],
  [1, [-1, 0]],
  [1, [2 ** 40, 0]],
]);
const POINTS = lot<Time>([
  [5, [0, 1000]],
  [4, FAR_POINT],
  [2, [0, 0]],
  [1, [-1, 0]],
]);
const INTERVALS = lot<Time>([
  [8, [0, 0]],
  [6, [500, 0]],
  [1, [0, MILLISECOND]],
  [1, [3, 7000]],
  [1, [0, SECOND]],
]);
const SECONDS = lot([
  [4, 1000],
  [4, 0],
  [1, 100],
  [1, 0xffff_ffff],
]);
/** Timers are numbered from 0. */
const TIMERS = lot([
  [8, 0],
  [4, 1],
  [2, 2],
  [1, 3],
  [1, -1],
]);

/** The flag that makes a time a point of a clock. */
const POINT = 'TIMER_ABSTIME';

/** A time; a point of a clock where a flag of the call says so. `fraction` is how its part of a second is counted. */
export function chooseTime(gene: Gene, { chosen }: Moment, fraction: 'nsec' | 'usec'): Value {
  const isPoint = chosen.some((value) => value.kind === 'names' && value.names.includes(POINT));
  return written((isPoint ? POINTS : TIMES).draw(gene), fraction);
}

/** The time between the expirations of a timer: mostly none. */
export function chooseInterval(gene: Gene, fraction: 'nsec' | 'usec'): Value {
  return written(INTERVALS.draw(gene), fraction);
}

/** Whole seconds. */
export function chooseSeconds(gene: Gene): Value {
  return int(SECONDS.draw(gene));
}

/** The number of a timer. */
export function chooseTimer(gene: Gene): Value {
  return int(TIMERS.draw(gene));
}

function written([seconds, nanoseconds]: Time, fraction: 'nsec' | 'usec'): Value {
  return struct({
    sec: int(seconds),
    [fraction]: int(fraction === 'nsec' ? nanoseconds : nanoseconds / 1000),
  });
}
