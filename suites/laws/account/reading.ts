/** Reading written values: what a number, a flag or a signal set comes to, or nothing where that is not plain. */
import { SIGNALS, signalName, signalNumber, type Value } from '../../../src/abi/index.js';

/** The constants that laws speak of; the same on x86_64 and aarch64 (asm-generic/fcntl.h, signal-defs.h). */
const CONSTANTS: Readonly<Record<string, bigint>> = {
  F_DUPFD: 0n,
  F_GETFD: 1n,
  F_SETFD: 2n,
  F_GETFL: 3n,
  F_SETFL: 4n,
  F_DUPFD_CLOEXEC: 1030n,
  FD_CLOEXEC: 1n,
  O_RDONLY: 0n,
  O_WRONLY: 1n,
  O_RDWR: 2n,
  O_CREAT: 0o100n,
  O_EXCL: 0o200n,
  O_TRUNC: 0o1000n,
  O_APPEND: 0o2000n,
  O_NONBLOCK: 0o4000n,
  O_CLOEXEC: 0o2000000n,
  O_PATH: 0o10000000n,
  CLOSE_RANGE_UNSHARE: 2n,
  CLOSE_RANGE_CLOEXEC: 4n,
  WNOHANG: 1n,
  WUNTRACED: 2n,
  WCONTINUED: 8n,
  SIG_BLOCK: 0n,
  SIG_UNBLOCK: 1n,
  SIG_SETMASK: 2n,
  SA_NOCLDSTOP: 1n,
  SA_NOCLDWAIT: 2n,
  SA_RESTORER: 0x04000000n,
  SA_RESTART: 0x10000000n,
  SA_NODEFER: 0x40000000n,
  SA_RESETHAND: 0x80000000n,
};

/** The bits of constant `name`; 0 for a name that laws do not know. */
export function bits(name: string): bigint {
  return CONSTANTS[name] ?? 0n;
}

/** The number that `value` comes to; nothing for an unknown name or a value that is no number. */
export function numberOf(value: Value | undefined): bigint | undefined {
  if (value?.kind === 'int') return value.value;
  if (value?.kind !== 'names') return undefined;
  let sum = value.rest ?? 0n;
  for (const name of value.names) {
    const one = CONSTANTS[name] ?? asSignal(name);
    if (one === undefined) return undefined;
    sum |= one;
  }
  return sum;
}

/** True if `value`, or a field of it, names the flag. */
export function mentions(value: Value, flag: string): boolean {
  if (value.kind === 'struct') return Object.values(value.fields).some((field) => mentions(field, flag));
  return value.kind === 'names' && value.names.includes(flag);
}

/** True if `value` has constant `name` among its bits; other names in it do not matter. */
export function has(value: Value | undefined, name: string): boolean {
  const bit = CONSTANTS[name] ?? 0n;
  if (value?.kind === 'int') return bit !== 0n && (value.value & bit) === bit;
  if (value?.kind !== 'names') return false;
  return value.names.includes(name) || (bit !== 0n && ((value.rest ?? 0n) & bit) === bit);
}

/** A descriptor as the kernel reads it: the low 32 bits. */
export function descriptorOf(value: Value | undefined): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Number(BigInt.asUintN(32, number));
}

/** The signal that `value` names; nothing for 0 and for what is no signal. */
export function signalOf(value: Value | undefined): string | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : signalName(Number(number));
}

/** The signals of a set written as a list; nothing if it is not written so. */
export function signalsOf(value: Value | undefined): ReadonlySet<string> | undefined {
  if (value?.kind !== 'list') return undefined;
  const signals = value.items.map((item) => signalOf(item));
  return signals.every((signal) => signal !== undefined) ? new Set(signals) : undefined;
}

/** True for a pointer that was not given. */
export function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'place' && value.place === 'null');
}

/** The signals of `set` in the order of their numbers, for a sentence. */
export function namesOf(set: Iterable<string>): string {
  const all = new Set(set);
  return `[${SIGNALS.filter((signal) => all.has(signal)).join(', ')}]`;
}

function asSignal(name: string): bigint | undefined {
  const number = signalNumber(name);
  return number === undefined ? undefined : BigInt(number);
}
