/**
 * Numbers: what a PID, a TID, a process group and a session are named by, and when a number is free again.
 *
 * From kernel/pid.c: a number is in use while a task, a process, a group or a session has it (struct pid); then
 * it is free, and may be handed out again. In each PID namespace from its own up to the scenario's a task has another
 * number, and 0 stands for whoever has none. Whoever looks (`viewer`) sees the numbers of its own namespace.
 */
import { numberKey, type ActorName, type NumberKey, type Value } from '../../abi/index.js';
import { ModelBug, type Draft } from '../draft.js';
import { decodeSymbol, encodeSymbol, symbolValue } from '../symbols.js';
import { INIT, type PidId, type PidSpaceId, type ProcessId, type TaskId } from '../world.js';
import { enterSpaces, innerSpaces, isSeenIn, spaceOf } from './pid-space.js';

/** Init has the first number of its PID namespace. */
export const INIT_PID = 1n;

/** PID_MAX_LIMIT of 64-bit kernels (include/linux/threads.h): no task has this number or a greater one. */
const PID_LIMIT = 4_194_304n;

/** True if `number` could be that of any task but init. */
export function isAnybodysNumber(number: bigint): boolean {
  return number > INIT_PID && number < PID_LIMIT;
}

/** What somebody looks like who has no number in the viewer's PID namespace. */
export const OUTSIDE = 0n;

/** The number that a new actor was given in one PID namespace: called like the actor that had it first. */
export interface GivenNumber {
  readonly space: PidSpaceId;
  readonly number: ActorName;
}

/**
 * Gives a new actor its numbers in the namespace `space` and in those around it: of its own name, or the one that
 * was chosen for it (`given`).
 */
export function takeNumber(draft: Draft, id: PidId, space: PidSpaceId, given?: GivenNumber): void {
  for (const one of [...innerSpaces(draft, space), INIT]) {
    const number = given?.space === one ? given.number : id;
    const key = keyIn(number, one);
    if (draft.numbers.has(key)) throw new ModelBug(`the number ${key} is in use`);
    draft.numbers.set(key, id);
    if (number !== id) draft.aliases = draft.aliases.set(keyIn(id, one), number);
  }
  enterSpaces(draft, id, space);
  draft.pids.set(id, { number: bornWith(draft, id, INIT), space, uses: 1 });
}

/** A process, a group or a session is called by it from now on. Init's is never free. */
export function usePid(draft: Draft, id: PidId): void {
  const pid = draft.pids.get(id);
  if (pid !== undefined) draft.pids.set(id, { ...pid, uses: pid.uses + 1 });
}

/** A task, a process, a group or a session is not called by it any more; the last one frees the number. */
export function freePid(draft: Draft, id: PidId): void {
  const pid = draft.pids.get(id);
  if (pid === undefined) return;
  if (pid.uses > 1) {
    draft.pids.set(id, { ...pid, uses: pid.uses - 1 });
    return;
  }
  for (const space of [...innerSpaces(draft, pid.space), INIT]) {
    draft.numbers.delete(keyIn(bornWith(draft, id, space), space));
  }
  draft.pids.delete(id);
}

/** The number, as expressions see it in a call of the process `viewer`; 0 where it sees none. */
export function numberOf(draft: Draft, id: PidId, viewer: ProcessId): bigint {
  return numberIn(draft, id, spaceOf(draft, viewer));
}

/** The number, as a value that the kernel tells the process `viewer`. */
export function numberValue(draft: Draft, id: PidId, viewer: ProcessId): Value {
  return symbolValue(numberOf(draft, id, viewer));
}

/**
 * The number of an actor that the process `viewer` names: as numberOf, but whom it does not see has a number that
 * nobody has there.
 */
export function numberNamed(draft: Draft, actor: ActorName, negated: boolean, viewer: ProcessId): bigint {
  const space = spaceOf(draft, viewer);
  if (!isSeenIn(draft, actor, space)) return encodeSymbol(actor, negated, space);
  const number = numberIn(draft, actor, space);
  return negated ? -number : number;
}

/** Who has that number now where the process `viewer` is; nothing where nobody has, or where it is no symbol. */
export function ownerOf(draft: Draft, number: bigint, viewer: ProcessId): PidId | undefined {
  const space = spaceOf(draft, viewer);
  if (number === INIT_PID) return space === INIT || draft.pids.has(space) ? space : undefined;
  const symbol = number > 0n ? decodeSymbol(number) : undefined;
  return symbol?.space === space ? draft.numbers.get(keyIn(symbol.actor, space)) : undefined;
}

/** The thread that has the number now; nothing where it has ended, even if it is a zombie. */
export function taskOf(draft: Draft, id: PidId): TaskId | undefined {
  const task = draft.tasks.get(draft.processes.get(id)?.leader ?? id);
  return task?.pid === id ? task.id : undefined;
}

/** The process of the thread that has the number now, zombie or not. */
export function processOf(draft: Draft, id: PidId): ProcessId | undefined {
  if (draft.processes.has(id)) return id;
  const task = draft.tasks.get(id);
  return task?.pid === id ? task.process : undefined;
}

function numberIn(draft: Draft, id: PidId, space: PidSpaceId): bigint {
  if (id === space) return INIT_PID;
  if (id === INIT || !isSeenIn(draft, id, space)) return OUTSIDE;
  return encodeSymbol(bornWith(draft, id, space), false, space);
}

/** Whose number it was first that the actor was born with. */
function bornWith(draft: Draft, id: PidId, space: PidSpaceId): ActorName {
  return draft.aliases.get(keyIn(id, space)) ?? id;
}

function keyIn(actor: ActorName, space: PidSpaceId): NumberKey {
  return numberKey(actor, space === INIT ? undefined : space);
}
