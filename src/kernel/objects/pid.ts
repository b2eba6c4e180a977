/**
 * Numbers: what a PID, a TID, a process group and a session are named by, and when a number is free again.
 *
 * From kernel/pid.c: a number is in use while a task, a process, a group or a session has it (struct pid); then
 * it is free, and may be handed out again.
 */
import type { ActorName, Value } from '../../abi/index.js';
import { ModelBug, type Draft } from '../draft.js';
import { decodeSymbol, encodeSymbol, symbolValue } from '../symbols.js';
import { INIT, type PidId, type ProcessId, type TaskId } from '../world.js';

/** Init has the first number of its PID namespace. */
export const INIT_PID = 1n;

/** Gives a new actor a number: `number` is its own name, or the name of the actor that had that number first. */
export function takeNumber(draft: Draft, id: PidId, number: ActorName): void {
  if (draft.numbers.has(number)) throw new ModelBug(`the number of ${number} is in use`);
  draft.numbers.set(number, id);
  draft.pids.set(id, { number, uses: 1 });
  if (number !== id) draft.aliases = draft.aliases.set(id, number);
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
  draft.pids.delete(id);
  draft.numbers.delete(pid.number);
}

/** The number, as expressions see it. */
export function numberOf(draft: Draft, id: PidId): bigint {
  if (id === INIT) return INIT_PID;
  return encodeSymbol(draft.pids.get(id)?.number ?? draft.aliases.get(id) ?? id);
}

/** The number, as a value that the kernel tells. */
export function numberValue(draft: Draft, id: PidId): Value {
  return symbolValue(numberOf(draft, id));
}

/** Who has that number now; nothing where nobody has, or where it is no symbol of an actor. */
export function ownerOf(draft: Draft, number: bigint): PidId | undefined {
  if (number === INIT_PID) return INIT;
  const symbol = number > 0n ? decodeSymbol(number) : undefined;
  return symbol === undefined ? undefined : draft.numbers.get(symbol.actor);
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
