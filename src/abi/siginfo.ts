/**
 * What comes with a signal: the fields of siginfo, which of them a code has, and the names of the codes.
 *
 * After asm-generic/siginfo.h, and siginfo_layout of kernel/signal.c; the same on x86_64 and aarch64.
 */
import { signalName } from './signals.js';

export const SIGINFO_BYTES = 128;

/** Where a field lies, and what it is. */
export interface InfoField {
  readonly offset: number;
  readonly bytes: 4 | 8;
  readonly noun: 'int' | 'uint' | 'pid' | 'signal' | 'code' | 'status';
}

/** Every field that any siginfo has; those of different codes share their bytes. */
export const INFO_FIELDS = {
  signo: { offset: 0, bytes: 4, noun: 'signal' },
  errno: { offset: 4, bytes: 4, noun: 'int' },
  code: { offset: 8, bytes: 4, noun: 'code' },
  pid: { offset: 16, bytes: 4, noun: 'pid' },
  uid: { offset: 20, bytes: 4, noun: 'uint' },
  /** The exit status, or the signal that ended, stopped or continued the child. */
  status: { offset: 24, bytes: 4, noun: 'status' },
  timer: { offset: 16, bytes: 4, noun: 'int' },
  overrun: { offset: 20, bytes: 4, noun: 'int' },
  value: { offset: 24, bytes: 8, noun: 'int' },
  band: { offset: 16, bytes: 8, noun: 'int' },
  fd: { offset: 24, bytes: 4, noun: 'int' },
} as const satisfies Record<string, InfoField>;

export type InfoFieldName = keyof typeof INFO_FIELDS;

/** The fields of what a handler is told besides the code, in the order in which they are printed. */
export const TOLD_FIELDS = [
  'pid',
  'uid',
  'status',
  'timer',
  'overrun',
  'value',
  'band',
  'fd',
  'errno',
] as const satisfies readonly InfoFieldName[];

/** The fields behind signo, errno and code that a siginfo has. No signal at all (0) is what waitid leaves: a child's. */
export function infoFields(signo: number, code: number): readonly InfoFieldName[] {
  if (signo === 0) return CHILD;
  const own = OWN_CODES[signalName(signo) ?? ''];
  if (own !== undefined && code > 0 && code <= own.names.length) return own.fields;
  if (code === SI_TIMER) return TIMER;
  if (code === SI_SIGIO || (code > 0 && code <= POLL_CODES.length)) return POLL;
  if (code < 0) return QUEUED;
  return code === SI_KERNEL ? [] : SENDER;
}

/** The name of `code` where it comes with signal `signo`, or nothing where Linux has none. */
export function codeName(signo: number, code: number): string | undefined {
  const own = OWN_CODES[signalName(signo) ?? ''];
  return own?.names[code - 1] ?? (signo === 0 ? undefined : ANY_CODES[code]);
}

const CHILD: readonly InfoFieldName[] = ['pid', 'uid', 'status'];
const SENDER: readonly InfoFieldName[] = ['pid', 'uid'];
const QUEUED: readonly InfoFieldName[] = ['pid', 'uid', 'value'];
const TIMER: readonly InfoFieldName[] = ['timer', 'overrun', 'value'];
const POLL: readonly InfoFieldName[] = ['band', 'fd'];
/** A fault tells an address, which means nothing outside of the process. */
const FAULT: readonly InfoFieldName[] = [];

const SI_KERNEL = 128;
const SI_TIMER = -2;
const SI_SIGIO = -5;

/** Codes that come with any signal. */
const ANY_CODES: Readonly<Record<number, string>> = {
  0: 'SI_USER',
  [SI_KERNEL]: 'SI_KERNEL',
  [-1]: 'SI_QUEUE',
  [SI_TIMER]: 'SI_TIMER',
  [-3]: 'SI_MESGQ',
  [-4]: 'SI_ASYNCIO',
  [SI_SIGIO]: 'SI_SIGIO',
  [-6]: 'SI_TKILL',
  [-7]: 'SI_DETHREAD',
  [-60]: 'SI_ASYNCNL',
};

interface OwnCodes {
  /** From code 1 on. */
  readonly names: readonly string[];
  readonly fields: readonly InfoFieldName[];
}

const POLL_CODES = ['POLL_IN', 'POLL_OUT', 'POLL_MSG', 'POLL_ERR', 'POLL_PRI', 'POLL_HUP'];

/** Codes that mean something for one signal only. */
const OWN_CODES: Readonly<Record<string, OwnCodes>> = {
  SIGILL: {
    names: words('ILL', 'ILLOPC ILLOPN ILLADR ILLTRP PRVOPC PRVREG COPROC BADSTK'),
    fields: FAULT,
  },
  SIGTRAP: { names: words('TRAP', 'BRKPT TRACE BRANCH HWBKPT UNK PERF'), fields: FAULT },
  SIGBUS: { names: words('BUS', 'ADRALN ADRERR OBJERR MCEERR_AR MCEERR_AO'), fields: FAULT },
  SIGFPE: {
    names: words('FPE', 'INTDIV INTOVF FLTDIV FLTOVF FLTUND FLTRES FLTINV FLTSUB'),
    fields: FAULT,
  },
  SIGSEGV: { names: words('SEGV', 'MAPERR ACCERR BNDERR PKUERR'), fields: FAULT },
  SIGCHLD: { names: words('CLD', 'EXITED KILLED DUMPED TRAPPED STOPPED CONTINUED'), fields: CHILD },
  SIGIO: { names: POLL_CODES, fields: POLL },
  SIGSYS: { names: words('SYS', 'SECCOMP'), fields: FAULT },
};

function words(prefix: string, text: string): string[] {
  return text.split(' ').map((word) => `${prefix}_${word}`);
}
