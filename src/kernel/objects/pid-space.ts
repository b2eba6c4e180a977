/**
 * PID namespaces: who has a number in which, and which of them a process is in.
 * From kernel/pid_namespace.c and include/linux/pid.h (ns_of_pid): nobody ever leaves the one that it was born in.
 */
import { Set as ImmutableSet } from 'immutable';
import { ModelBug, type Draft } from '../draft.js';
import { INIT, type PidId, type PidSpaceId, type ProcessId } from '../world.js';

/** The innermost PID namespace that a process (or whoever has a number) has a number in: the one that it sees. */
export function spaceOf(draft: Draft, id: PidId): PidSpaceId {
  return draft.pids.get(id)?.space ?? INIT;
}

/** The process is the first of a PID namespace below that of the scenario. */
export function isSpaceInit(draft: Draft, id: ProcessId): boolean {
  return id !== INIT && spaceOf(draft, id) === id;
}

/** The namespace and those around it but the scenario's own, the innermost first. */
export function innerSpaces(draft: Draft, space: PidSpaceId): readonly PidSpaceId[] {
  const found: PidSpaceId[] = [];
  for (let at = space; at !== INIT; at = spaceNamed(draft, at).parent) found.push(at);
  return found;
}

/** Whoever was born with that name has, or had, a number in the namespace. */
export function isSeenIn(draft: Draft, id: PidId, space: PidSpaceId): boolean {
  if (space === INIT) return true;
  return draft.spaces.get(space)?.members.has(id) === true;
}

/** A namespace below `parent` begins with the task that is its init. */
export function beginSpace(draft: Draft, init: PidId, parent: PidSpaceId): void {
  draft.spaces.set(init, { parent, members: ImmutableSet() });
}

/** A new task has a number in the namespace, and in those around it. */
export function enterSpaces(draft: Draft, id: PidId, space: PidSpaceId): void {
  for (const one of innerSpaces(draft, space)) {
    const { parent, members } = spaceNamed(draft, one);
    draft.spaces.set(one, { parent, members: members.add(id) });
  }
}

function spaceNamed(draft: Draft, id: PidSpaceId) {
  const space = draft.spaces.get(id);
  if (space === undefined) throw new ModelBug(`there is no PID namespace of ${id}`);
  return space;
}
