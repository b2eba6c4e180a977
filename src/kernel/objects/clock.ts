/** Clocks: how long it is on each until a time. From kernel/time/posix-timers.c and posix-cpu-timers.c. */

const SECOND = 1_000_000_000n;
const CLOCK_PROCESS_CPUTIME_ID = 2n;
const CLOCK_THREAD_CPUTIME_ID = 3n;
/** No machine runs scenarios in the first second after it was started. */
const LONG_AGO = SECOND;
/** The year 2223. */
const FAR_AWAY = 8_000_000_000n * SECOND;
/** Nobody uses so much processor time in a scenario. */
const MUCH_WORK = 100n * SECOND;
/** Neither short nor far. */
const NOBODY_KNOWS = SECOND;

/** A clock that counts the processor time of a process or a thread. */
export function countsWork(clock: bigint): boolean {
  return clock === CLOCK_PROCESS_CPUTIME_ID || isThreadClock(clock);
}

/** A clock that counts the processor time of the calling thread. */
export function isThreadClock(clock: bigint): boolean {
  return clock === CLOCK_THREAD_CPUTIME_ID;
}

/** The nanoseconds until `time`, which is counted from now, or stands on the face of the clock. */
export function timeUntil(clock: bigint, absolute: boolean, time: bigint): bigint {
  if (countsWork(clock)) return time === 0n || time >= MUCH_WORK ? time : NOBODY_KNOWS;
  if (!absolute) return time;
  if (time < LONG_AGO) return 0n;
  return time >= FAR_AWAY ? time : NOBODY_KNOWS;
}
