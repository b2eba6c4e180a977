/** Signals as bits, and what each does to a process that says nothing about it: signal(7), include/linux/signal.h. */
import { signalNumber } from '../../abi/index.js';

export type DefaultAction = 'terminate' | 'core' | 'stop' | 'continue' | 'ignore';

export const SIGKILL = number('SIGKILL');
export const SIGSTOP = number('SIGSTOP');
export const SIGCONT = number('SIGCONT');
export const SIGALRM = number('SIGALRM');
export const SIGHUP = number('SIGHUP');
export const SIGCHLD = number('SIGCHLD');

export const STOPS = maskOf(['SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU']);
/** Delivered before others of the same queue, whatever their number. */
export const SYNCHRONOUS = maskOf(['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGTRAP', 'SIGFPE', 'SIGSYS']);
/** No process can block, catch or ignore these. */
export const UNBLOCKABLE = maskOf(['SIGKILL', 'SIGSTOP']);
const CORES = maskOf([
  ...['SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS'],
  ...['SIGFPE', 'SIGSEGV', 'SIGXCPU', 'SIGXFSZ', 'SIGSYS'],
]);
const IGNORED = maskOf(['SIGCHLD', 'SIGURG', 'SIGWINCH']);

/** Bit n-1 for signal n. */
export function bit(signal: number): bigint {
  return 1n << BigInt(signal - 1);
}

/** What a signal does by default. */
export function defaultAction(signal: number): DefaultAction {
  const one = bit(signal);
  if (signal === SIGCONT) return 'continue';
  if ((STOPS & one) !== 0n) return 'stop';
  if ((IGNORED & one) !== 0n) return 'ignore';
  return (CORES & one) === 0n ? 'terminate' : 'core';
}

function maskOf(list: readonly string[]): bigint {
  return list.reduce((mask, name) => mask | bit(number(name)), 0n);
}

function number(name: string): number {
  return signalNumber(name) ?? 0;
}
