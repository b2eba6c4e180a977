/**
 * Alternate stacks: where a thread runs the handlers that ask for it (sigaltstack(2)).
 * From kernel/signal.c (do_sigaltstack), include/linux/sched/signal.h (sas_ss_flags, sas_ss_reset).
 */
import { place } from '../../abi/index.js';
import { SA } from './action-flags.js';
import type { AltStack, Task } from '../world.js';

/** The flags of a stack that is switched off (SS_DISABLE). */
export const DISABLED = 2n;
/** The flag that is kept beside the mode: the stack is switched off while a handler is on it (SS_AUTODISARM). */
export const AUTODISARM = 0x8000_0000n;

/** What a process has that never asked for one. */
export const NO_ALT_STACK: AltStack = { at: place('null'), flags: 0n, size: 0n };

/** What a thread begins with that shares its maker's memory: the stack stays the maker's. */
export function disarmed(): AltStack {
  return { ...NO_ALT_STACK, flags: DISABLED };
}

/** What execve leaves: the stack went with the memory, its flags did not. */
export function lostWithMemory({ flags }: AltStack): AltStack {
  return { ...NO_ALT_STACK, flags };
}

/** True where a handler with these flags begins on the alternate stack. */
export function usesAltStack({ altStack }: Pick<Task, 'altStack'>, flags: bigint): boolean {
  return (flags & SA.ONSTACK) !== 0n && altStack.size > 0n;
}

/** The flags as sigaltstack tells them to a caller who is not on the stack. */
export function toldFlags({ flags, size }: AltStack): bigint {
  return (flags & AUTODISARM) | (size === 0n ? DISABLED : 0n);
}
