/**
 * The three timers that every process has: setitimer(2), alarm(2).
 *
 * From kernel/time/itimer.c. The one of real time sends SIGALRM, and its interval begins when that is taken
 * (timer-signals.ts), so an ignored one stays expired. Those of processor time never expire here: nobody works so
 * much.
 */
import type { Draft } from '../draft.js';
import type { IntervalTimerName } from '../timers.js';
import type { TaskId } from '../world.js';
import { expireSoon } from './due.js';
import { passesAtOnce } from './duration.js';

/** Sets a timer of the caller's process: the time until it expires, and the one between expirations. */
export function setIntervalTimer(
  draft: Draft,
  setter: TaskId,
  name: IntervalTimerName,
  { value, interval }: { value: bigint; interval: bigint },
): void {
  const { process } = draft.task(setter);
  const short = name === 'real' && value !== 0n && passesAtOnce(value);
  const kept = name === 'real' && value === 0n ? 0n : interval;
  const { timers } = draft.process(process);
  const timer = { armed: value !== 0n && !short, interval: kept };
  draft.setProcess(process, { timers: { ...timers, interval: { ...timers.interval, [name]: timer } } });
  if (short) expireSoon(draft, { process, timer: 'real', setter });
}
