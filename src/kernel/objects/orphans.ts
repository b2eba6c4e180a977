/**
 * Orphans: who adopts the children of a process that ends, what they are told, and the process groups in which
 * nobody is left who could continue those that are stopped.
 *
 * From kernel/exit.c: forget_original_parent, find_new_reaper, reparent_leader, kill_orphaned_pgrp.
 */
import type { Draft } from '../draft.js';
import type { PidId, Process, ProcessId, TaskId } from '../world.js';
import { spaceOf } from './pid-space.js';
import { parentEnded } from './siginfo.js';
import { sendToProcess } from './signal.js';
import { SIGCHLD, SIGCONT, SIGHUP } from './signal-set.js';
import { firstThread, identityOf, isPermitted } from './standing.js';
import { notifyParent } from './zombie.js';

/** Gives the children of a process of which no thread is left to whom they fall: a subreaper, or init. */
export function abandonChildren(draft: Draft, id: ProcessId, children: readonly ProcessId[]): void {
  const reaper = reaperOf(draft, draft.process(id));
  for (const child of children) {
    adopt(draft, child, reaper);
    tellDeath(draft, child, id);
    const orphan = draft.process(child);
    if (orphan.state === 'zombie') notifyParent(draft, child);
    hangUp(draft, orphan, draft.process(id)); // also where the new parent reaped a zombie at once
  }
}

/** A process has ended: its own group may be an orphaned one now. */
export function hangUpOrphans(draft: Draft, id: ProcessId): void {
  const process = draft.process(id);
  const parent = draft.processes.get(process.parent);
  if (parent !== undefined) hangUp(draft, process, parent);
}

/** True where nobody in the session could continue the group: its stop signals (but SIGSTOP) do nothing. */
export function isOrphaned(draft: Draft, group: ProcessId): boolean {
  return !draft.processes.values().some((process) => {
    if (process.group !== group || process.state !== 'alive') return false;
    const parent = draft.processes.get(process.parent);
    return parent !== undefined && parent.group !== group && parent.session === process.session;
  });
}

/** The death signals of a child whose parent, or the thread of it that made the child, has ended. */
export function tellDeath(draft: Draft, child: ProcessId, dead: ProcessId): void {
  for (const task of draft.process(child).tasks) {
    const { deathSignal } = draft.task(task).identity;
    if (deathSignal === 0) continue;
    const sender = { process: dead, identity: identityOf(draft, firstThread(draft, dead)) };
    if (!isPermitted(draft, sender, { process: child, task }, deathSignal)) continue;
    sendToProcess(draft, child, deathSignal, parentEnded(draft, dead, child), task, dead);
  }
}

/** True where one of the threads of these processes wants a signal at the death of the thread that made it. */
export function wantsDeath(draft: Draft, children: readonly ProcessId[]): boolean {
  return children.some((child) =>
    draft.process(child).tasks.some((task) => draft.task(task).identity.deathSignal !== 0),
  );
}

/** The nearest ancestor in its PID namespace that adopts orphans and has a thread left; else the init of that. */
function reaperOf(draft: Draft, { id, parent }: Process): ProcessId {
  const space = spaceOf(draft, id);
  for (let at = draft.processes.get(parent); at !== undefined; at = draft.processes.get(at.parent)) {
    if (spaceOf(draft, at.id) !== space) break;
    if (at.subreaper && at.tasks.length > 0) return at.id;
  }
  return space;
}

function adopt(draft: Draft, child: ProcessId, reaper: ProcessId): void {
  const adopted = draft.processes.get(reaper);
  const parentTask: TaskId | undefined = adopted?.tasks[0];
  draft.setProcess(child, { parent: reaper, parentTask, exitSignal: SIGCHLD });
  if (adopted !== undefined) draft.setProcess(reaper, { children: [...adopted.children, child] });
}

/** A group that lost its last link to the rest of its session is hung up, if somebody in it is stopped. */
function hangUp(draft: Draft, member: Process, parent: Process): void {
  const { group, session } = member;
  if (parent.group === group || parent.session !== session || !isOrphaned(draft, group)) return;
  const members = membersOf(draft, group);
  if (!members.some(({ stopped }) => stopped !== undefined)) return;
  for (const signal of [SIGHUP, SIGCONT]) {
    for (const { id } of members) sendToProcess(draft, id, signal, { code: 'SI_KERNEL' });
  }
}

function membersOf(draft: Draft, group: PidId): Process[] {
  return draft.processes.values().filter((process) => process.group === group);
}
