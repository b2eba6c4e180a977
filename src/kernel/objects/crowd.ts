/**
 * Crowds: how many threads and how many queued signals a user has, against the limits of RLIMIT_NPROC and
 * RLIMIT_SIGPENDING. Users are the machine's: others than the scenario's actors count too, and nobody knows how many.
 */
import type { Draft } from '../draft.js';
import type { PendingSignal, ProcessId, TaskId } from '../world.js';
import { FIRST_LIMITS, limitOn, RLIMIT } from './limits.js';
import { identityOf, isCapableOverMachine, softLimit, type Thread } from './standing.js';

/** A limit against a count of which only a part is known. */
export type Excess = 'no' | 'perhaps' | 'surely';

/** Would one more thread be too many for the user of `id`? */
export function processExcess(draft: Draft, id: TaskId): Excess {
  const { process } = draft.task(id);
  const user = realUser(draft, id);
  const exempt =
    isFirstRoot(draft, user) ||
    isCapableOverMachine(draft, id, 'CAP_SYS_RESOURCE') ||
    isCapableOverMachine(draft, id, 'CAP_SYS_ADMIN');
  return exempt ? 'no' : excess(draft, process, RLIMIT.NPROC, threadsOf(draft, user) + 1);
}

/** Are there too many threads of the user that `id` has just become (flag_nproc_exceeded)? `besides`: without itself. */
export function crowdOf(draft: Draft, id: TaskId, besides: boolean): Excess {
  const user = realUser(draft, id);
  if (isFirstRoot(draft, user)) return 'no';
  const count = threadsOf(draft, user) - (besides ? 1 : 0);
  return excess(draft, draft.task(id).process, RLIMIT.NPROC, count);
}

/**
 * Would one more queued signal be too many for the user of a thread, by the limit of its process? Nobody counts as far
 * as the limit with which scenarios begin.
 */
export function signalExcess(draft: Draft, target: Thread): Excess {
  const { process } = target;
  if (softLimit(draft, process, RLIMIT.SIGPENDING) >= limitOn(FIRST_LIMITS, RLIMIT.SIGPENDING).soft)
    return 'no';
  const user = identityOf(draft, target).credentials.users.real;
  return excess(draft, process, RLIMIT.SIGPENDING, signalsOf(draft, user) + 1);
}

function excess(draft: Draft, process: ProcessId, resource: number, count: number): Excess {
  const limit = softLimit(draft, process, resource);
  if (BigInt(count) > limit) return 'surely';
  return limit < limitOn(FIRST_LIMITS, resource).soft ? 'perhaps' : 'no';
}

/** Root of the first user namespace is never too many. */
function isFirstRoot(draft: Draft, user: number): boolean {
  return draft.privileged && user === 0;
}

function realUser(draft: Draft, id: TaskId): number {
  return draft.task(id).identity.credentials.users.real;
}

function threadsOf(draft: Draft, user: number): number {
  const living = draft.tasks.values().filter(({ identity }) => identity.credentials.users.real === user);
  const dead = draft.processes
    .values()
    .filter(({ remains }) => remains?.identity.credentials.users.real === user);
  return living.length + dead.length + (user === 0 ? 1 : 0);
}

/** Those that surely count: what was sent to a thread alone that has ended since, only some kernels keep until it is reaped. */
function signalsOf(draft: Draft, user: number): number {
  const charged = (queue: readonly PendingSignal[]): number =>
    queue.filter((one) => one.charged === user).length;
  const own = draft.tasks.values().map(({ pending }) => charged(pending));
  const processes = draft.processes.values();
  const shared = processes.map(({ pending }) => charged(pending));
  const kept = processes.map(({ timers }) => timers.made.count((timer) => timer.charged === user));
  return [...own, ...shared, ...kept].reduce((sum, one) => sum + one, 0);
}
