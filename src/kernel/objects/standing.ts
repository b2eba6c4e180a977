/**
 * Standing: who a thread is to others, alive or a zombie, and what its credentials let it do.
 * From kernel/cred.c (commit_creds), kernel/signal.c (kill_ok_by_cred), kernel/sys.c (check_prlimit_permission, set_one_prio).
 */
import type { Capability } from '../../abi/index.js';
import type { Draft } from '../draft.js';
import { UNLIMITED, type Credentials, type Identity } from '../identity.js';
import { INIT, type Dumpable, type PidId, type ProcessId, type Task, type TaskId } from '../world.js';
import { capability } from './capability.js';
import { afterExec, isAnother, rootIdentity } from './credentials.js';
import { fsOf } from './fs.js';
import { limitOn, RLIMIT, withLimit } from './limits.js';
import { memoryOf } from './memory.js';
import { ownerOf } from './pid.js';
import { SIGCONT } from './signal-set.js';

/** A thread that was found by its number; a zombie's first thread has no task any more. */
export interface Thread {
  readonly process: ProcessId;
  readonly task?: TaskId;
}

/** The thread with that number where the process `viewer` is; the first one of a zombie too, and init. */
export function threadWith(draft: Draft, number: bigint, viewer: ProcessId): Thread | undefined {
  const id = ownerOf(draft, number, viewer);
  return id === undefined ? undefined : threadOf(draft, id);
}

/** The first thread of a process. */
export function firstThread(draft: Draft, process: ProcessId): Thread {
  const leader = draft.processes.get(process)?.leader;
  return leader !== undefined && draft.tasks.has(leader) ? { process, task: leader } : { process };
}

/** It has ended, and others of its process have not: what is left of it is the number, and who it was. */
export function isDeadThread(draft: Draft, { process, task }: Thread): boolean {
  return task === undefined && draft.processes.get(process)?.state === 'alive';
}

/** Who the thread is. Init is root, with everything that root has here. */
export function identityOf(draft: Draft, { process, task }: Thread): Identity {
  const known =
    task === undefined ? draft.processes.get(process)?.remains?.identity : draft.task(task).identity;
  return known ?? rootIdentity(0n);
}

/** Changes who a living thread is. */
export function setIdentity(draft: Draft, id: TaskId, change: Partial<Identity>): void {
  draft.setTask(id, { identity: { ...draft.task(id).identity, ...change } });
}

/** A thread takes new credentials; where that makes it somebody else, it loses what went with the old ones. */
export function become(draft: Draft, id: TaskId, credentials: Credentials): void {
  const { identity, memory } = draft.task(id);
  const another = isAnother(identity.credentials, credentials);
  setIdentity(draft, id, { credentials, ...(another ? { deathSignal: 0 } : {}) });
  if (another) draft.memories.set(memory, { ...memoryOf(draft, memory), dumpable: suidDumpable(draft) });
}

/** What fs.suid_dumpable makes of the memory of who became somebody else: 0, but where the machine was set otherwise. */
function suidDumpable(draft: Draft): Dumpable {
  if (draft.has('suid-dumpable-1')) return 1;
  return draft.has('suid-dumpable-2') ? 2 : 0;
}

/** What execve does to the credentials of a thread, once it has its new memory (begin_new_exec). */
export function becomeAfterExec(draft: Draft, id: TaskId): void {
  const { process, fs, identity } = draft.task(id);
  const { credentials: old } = identity;
  const { users, groups } = old;
  const crossed = users.effective !== users.real || groups.effective !== groups.real;
  const next = afterExec(old, identity.noNewPrivs || fsOf(draft, fs).refs > 1);
  const secure = crossed || (users.real !== 0 && (users.effective === 0 || next.permitted !== 0n));
  setIdentity(draft, id, { crowded: 'no', ...(secure ? { deathSignal: 0 } : {}) });
  const { memory } = draft.task(id);
  draft.memories.set(memory, { ...memoryOf(draft, memory), dumpable: crossed ? suidDumpable(draft) : 1 });
  if (secure) restrictStack(draft, process);
  become(draft, id, next);
}

/** The thread has the capability over what belongs to its own user namespace (ns_capable). */
export function isCapable(draft: Draft, id: TaskId, name: Capability): boolean {
  return (draft.task(id).identity.credentials.effective & capability(name)) !== 0n;
}

/** It has it over the machine too: its user namespace is the first one (capable). */
export function isCapableOverMachine(draft: Draft, id: TaskId, name: Capability): boolean {
  return draft.privileged && isCapable(draft, id, name);
}

/** May `sender` signal the thread? Its own process always; SIGCONT all of its session. */
export function maySignal(draft: Draft, sender: TaskId, target: Thread, signal: number): boolean {
  return isPermitted(draft, draft.task(sender), target, signal);
}

/** The same, of a sender that need not live any more. */
export function isPermitted(
  draft: Draft,
  { process, identity }: Pick<Task, 'process' | 'identity'>,
  target: Thread,
  signal: number,
): boolean {
  if (target.process === process) return true;
  const { users: own, effective } = identity.credentials;
  const { users } = identityOf(draft, target).credentials;
  if ([own.effective, own.real].some((id) => id === users.saved || id === users.real)) return true;
  if ((effective & capability('CAP_KILL')) !== 0n) return true;
  const session = draft.processes.get(target.process)?.session;
  return signal === SIGCONT && session === draft.process(process).session;
}

/** May `caller` look at and set the limits of the thread? */
export function mayLimit(draft: Draft, caller: TaskId, target: Thread): boolean {
  if (target.task === caller) return true;
  const own = draft.task(caller).identity.credentials;
  const { users, groups } = identityOf(draft, target).credentials;
  const same =
    [users.effective, users.saved, users.real].every((id) => id === own.users.real) &&
    [groups.effective, groups.saved, groups.real].every((id) => id === own.groups.real);
  return same || isCapable(draft, caller, 'CAP_SYS_RESOURCE');
}

/** What stands in the way of `caller` making the thread so nice. */
export function reniceObstacle(
  draft: Draft,
  caller: TaskId,
  target: Thread,
  nice: number,
): 'EPERM' | 'EACCES' | undefined {
  const own = draft.task(caller).identity.credentials;
  const { credentials, nice: before } = identityOf(draft, target);
  const { users, permitted } = credentials;
  const isFree = isCapable(draft, caller, 'CAP_SYS_NICE');
  if (![users.real, users.effective].includes(own.users.effective) && !isFree) return 'EPERM';
  const allowed = softLimit(draft, target.process, RLIMIT.NICE);
  const raises = nice < before && BigInt(20 - nice) > allowed;
  if (raises && !isCapableOverMachine(draft, caller, 'CAP_SYS_NICE')) return 'EACCES';
  return (permitted & ~own.permitted) !== 0n && !isFree ? 'EPERM' : undefined;
}

/** The soft limit of a process; init has none that matters. */
export function softLimit(draft: Draft, process: ProcessId, resource: number): bigint {
  const known = draft.processes.get(process);
  return known === undefined ? UNLIMITED : limitOn(known.limits, resource).soft;
}

/** _STK_LIM: a program with other rights than its caller has no larger stack. */
const STACK_LIMIT = 8_388_608n;

function restrictStack(draft: Draft, process: ProcessId): void {
  const { limits } = draft.process(process);
  const { soft, hard } = limitOn(limits, RLIMIT.STACK);
  if (soft <= STACK_LIMIT) return;
  draft.setProcess(process, { limits: withLimit(limits, RLIMIT.STACK, { soft: STACK_LIMIT, hard }) });
}

/** The thread that is called by a number, whoever has that number now. */
export function threadOf(draft: Draft, id: PidId): Thread | undefined {
  if (id === INIT) return { process: INIT };
  if (draft.processes.has(id)) return firstThread(draft, id);
  const task = draft.tasks.get(id);
  return task?.pid === id ? { process: task.process, task: task.id } : undefined;
}
