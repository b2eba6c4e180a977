/**
 * Inspection: who may look at what another thread has (kcmp, /proc). From kernel/ptrace.c (__ptrace_may_access, for
 * reading, with real ids) and security/commoncap.c (cap_ptrace_access_check).
 */
import type { Draft } from '../draft.js';
import type { TaskId } from '../world.js';
import { memoryOf } from './memory.js';
import { identityOf, isCapable, type Thread } from './standing.js';

/** May `caller` look at the thread? Its own process always; else one of its user that is no mightier and may be dumped. */
export function mayInspect(draft: Draft, caller: TaskId, target: Thread): boolean {
  const { process, identity } = draft.task(caller);
  if (target.process === process || isCapable(draft, caller, 'CAP_SYS_PTRACE')) return true;
  const own = identity.credentials;
  const { users, groups, permitted } = identityOf(draft, target).credentials;
  const same =
    [users.effective, users.saved, users.real].every((id) => id === own.users.real) &&
    [groups.effective, groups.saved, groups.real].every((id) => id === own.groups.real);
  return same && isDumpable(draft, target) && (permitted & ~own.permitted) === 0n;
}

/** A zombie has no memory any more: what that was like when it ended decides. */
function isDumpable(draft: Draft, { task, process }: Thread): boolean {
  if (task === undefined) return (draft.processes.get(process)?.remains?.dumpable ?? 1) === 1;
  return memoryOf(draft, draft.task(task).memory).dumpable === 1;
}
