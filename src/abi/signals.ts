/** Signals: the 64 of the generic ABI (x86_64 and aarch64), from asm/signal.h. */

const STANDARD = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGUSR1',
  'SIGSEGV',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGTERM',
  'SIGSTKFLT',
  'SIGCHLD',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGVTALRM',
  'SIGPROF',
  'SIGWINCH',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
] as const;

/** The first real-time signal of the kernel (a C library keeps some for itself; the agent has none). */
export const SIGRTMIN = 32;
export const SIGRTMAX = 64;

/** Every signal's name at index number - 1: `SIGHUP` is 1, `SIGRT32` to `SIGRT64` are the real-time ones. */
export const SIGNALS: readonly string[] = [
  ...STANDARD,
  ...Array.from({ length: SIGRTMAX - SIGRTMIN + 1 }, (_, index) => `SIGRT${SIGRTMIN + index}`),
];

const NUMBERS = new Map(SIGNALS.map((name, index) => [name, index + 1]));

/** The number of the signal called `name`, or nothing. */
export function signalNumber(name: string): number | undefined {
  return NUMBERS.get(name);
}

/** The name of signal `number`, or `undefined` where there is no such signal. */
export function signalName(number: number): string | undefined {
  return SIGNALS[number - 1];
}
