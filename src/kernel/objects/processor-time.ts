/**
 * The time that a process has worked, and its limit (RLIMIT_CPU). It is counted in what instructions of the scenario
 * work; system calls are too short to matter.
 *
 * From kernel/time/posix-cpu-timers.c: check_process_timers.
 */
import type { Draft } from '../draft.js';
import { UNLIMITED } from '../identity.js';
import type { ProcessId } from '../world.js';
import { limitOn, RLIMIT, withLimit } from './limits.js';

/** The limit that a process comes to by its work. */
export type Reached = 'none' | 'soft' | 'hard';

const SECOND = 1_000_000n;
/** So near a limit nobody knows whether a tick of the clock has noticed. */
const NEAR = SECOND / 10n;
/** No scenario works longer in one step. */
const LONGEST = 3n * SECOND;

/** What a process comes to that works for so many microseconds more. */
export function limitReached(draft: Draft, id: ProcessId, more: bigint): Reached {
  const { soft, hard } = timeLimit(draft, id);
  const worked = draft.process(id).worked + more;
  if (soft === UNLIMITED || worked < soft * SECOND) return 'none';
  return worked < hard * SECOND ? 'soft' : 'hard';
}

/** True where it depends on ticks what comes of so much more work. */
export function isMatterOfTicks(draft: Draft, id: ProcessId, more: bigint): boolean {
  if (more < 0n || more > LONGEST || hasTimerOfWork(draft, id)) return true;
  const { soft, hard } = timeLimit(draft, id);
  if (soft === UNLIMITED) return false;
  const beyond = draft.process(id).worked + more - soft * SECOND;
  return (beyond > -NEAR && beyond < NEAR) || (hard > soft && beyond > SECOND - NEAR);
}

/** The process has worked for so many microseconds more. */
export function work(draft: Draft, id: ProcessId, more: bigint): void {
  draft.setProcess(id, { worked: draft.process(id).worked + more });
}

/** The soft limit is a second more from now on. */
export function raiseSoftLimit(draft: Draft, id: ProcessId): void {
  const { soft, hard } = timeLimit(draft, id);
  const limits = withLimit(draft.process(id).limits, RLIMIT.CPU, { soft: soft + 1n, hard });
  draft.setProcess(id, { limits });
}

function timeLimit(draft: Draft, id: ProcessId) {
  return limitOn(draft.process(id).limits, RLIMIT.CPU);
}

/** A timer that may count what the process works: those of setitimer, and any of timer_create. */
function hasTimerOfWork(draft: Draft, id: ProcessId): boolean {
  const { interval, made } = draft.process(id).timers;
  return interval.virtual.armed || interval.prof.armed || made.size > 0;
}
