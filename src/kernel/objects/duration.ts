/**
 * Durations, in nanoseconds: short ones pass within a step, far ones never, and of others nobody knows.
 *
 * What lies between must not be decided here: the text leaves it open (`unspecified`).
 */
import { ANY, int, struct, type AbiTable, type Value } from '../../abi/index.js';
import type { Memory } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import type { Caller } from '../context.js';

/** The longest time that Linux counts (KTIME_MAX); a longer one is as long. */
const LONGEST = (1n << 63n) - 1n;
const SECOND = 1_000_000_000n;
const MICROSECOND = 1_000n;
const LONGEST_SHORT = 5_000_000n;
const SHORTEST_FAR = 100n * SECOND;

/** True for a time that passes within the step that begins it: the target makes the step last so long. */
export function passesAtOnce(duration: bigint): boolean {
  return duration <= LONGEST_SHORT;
}

/** True for a time that outlasts every scenario. */
export function neverPasses(duration: bigint): boolean {
  return duration >= SHORTEST_FAR;
}

/** A time as it stands in memory: seconds, and a fraction of a second. */
interface Written {
  readonly seconds: bigint;
  readonly nanoseconds: bigint;
}

/** The setting of a timer that stands in memory; a time alone is a setting without interval. */
interface WrittenSetting {
  readonly value: Written;
  readonly interval: Written;
}

/** What stands in memory: a struct timespec, timeval, itimerspec or itimerval. */
export function settingIn(caller: Caller, abi: AbiTable, { place, value }: Memory): WrittenSetting {
  if (place === 'straddling') return { value: GARBAGE, interval: GARBAGE };
  const fields = value?.kind === 'struct' ? value.fields : {};
  if (!('value' in fields || 'interval' in fields)) {
    return { value: timeIn(caller, abi, value), interval: NOTHING };
  }
  return { value: timeIn(caller, abi, fields['value']), interval: timeIn(caller, abi, fields['interval']) };
}

/** Neither negative nor with a whole second in the fraction (timespec64_valid, timeval_valid). */
export function isValid({ seconds, nanoseconds }: Written): boolean {
  return seconds >= 0n && nanoseconds >= 0n && nanoseconds < SECOND;
}

/** The nanoseconds of a valid time (timespec64_to_ktime). */
export function lengthOf({ seconds, nanoseconds }: Written): bigint {
  return seconds >= LONGEST / SECOND ? LONGEST : seconds * SECOND + nanoseconds;
}

/** A setting as a struct itimerspec (`nsec`) or itimerval (`usec`). How much is left of a time, nobody knows. */
export function settingValue(interval: bigint, running: boolean, fraction: 'nsec' | 'usec'): Value {
  const left = running ? struct({ sec: ANY, [fraction]: ANY }) : timeValue(0n, fraction);
  return struct({ interval: timeValue(interval, fraction), value: left });
}

function timeValue(duration: bigint, fraction: 'nsec' | 'usec'): Value {
  const rest = duration % SECOND;
  return struct({
    sec: int(duration / SECOND),
    [fraction]: int(fraction === 'nsec' ? rest : rest / MICROSECOND),
  });
}

const NOTHING: Written = { seconds: 0n, nanoseconds: 0n };
/** Bytes that are all `x`. */
const GARBAGE: Written = { seconds: 0x7878787878787878n, nanoseconds: 0x7878787878787878n };

function timeIn(caller: Caller, abi: AbiTable, value: Value | undefined): Written {
  if (value?.kind !== 'struct') return NOTHING;
  const field = (name: string): bigint => {
    const written = value.fields[name];
    return written === undefined ? 0n : BigInt.asIntN(64, integerOf(caller, abi, written));
  };
  return { seconds: field('sec'), nanoseconds: field('nsec') + field('usec') * MICROSECOND };
}
