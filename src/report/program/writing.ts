/** What a call is written with, and the small pieces that memory of every sort is written from. */
import type { Pointee, Value } from '../../abi/index.js';
import { cInteger } from './c-text.js';
import type { FunctionDraft } from './function-draft.js';
import { numberText, type Cast } from './number-text.js';
import { Refused } from './refused.js';

/** What a call is written with. */
export interface Writing extends Cast {
  readonly draft: FunctionDraft;
  /** The call is made without the C library: memory has the kernel's own layout. */
  readonly raw: boolean;
  /** Declares memory for what comes back through a pointer in a struct; gives its address. */
  readonly bring: (to: Pointee, name: string) => string;
  /** Declares memory that holds a value which a struct points to; gives its address. */
  readonly lay: (to: Pointee, value: Value, name: string) => string;
}

/** The C type of an integer of so many bytes. */
export function cType(noun: string, bytes: number, { sheet }: Cast): string {
  const type = sheet.library.types[noun];
  if (type !== undefined) sheet.headers.add('sys/types.h');
  return type ?? (bytes === 8 ? 'long' : 'int');
}

/** Puts signals into a set of the library. */
export function fillSet(set: string, value: Value, writing: Writing): void {
  if (value.kind !== 'list') throw new Refused('a set of signals is written as a number');
  writing.draft.line(`sigemptyset(&${set});`);
  for (const signal of value.items) {
    writing.draft.line(`sigaddset(&${set}, ${numberText(signal, writing)});`);
  }
}

/** The bits of a set, as C. */
export function setBits(value: Value, writing: Cast): string {
  if (value.kind === 'int') return cInteger(BigInt.asUintN(64, value.value));
  if (value.kind !== 'list') throw new Refused(`a ${value.kind} is no set of signals`);
  if (value.items.length === 0) return '0';
  writing.sheet.use('bit');
  return value.items.map((signal) => `BIT(${numberText(signal, writing)})`).join(' | ');
}

/** The members of siginfo_t. */
export const INFO_MEMBERS: Readonly<Record<string, string>> = {
  signo: 'si_signo',
  errno: 'si_errno',
  code: 'si_code',
  pid: 'si_pid',
  uid: 'si_uid',
  status: 'si_status',
  timer: 'si_timerid',
  overrun: 'si_overrun',
  value: 'si_value.sival_ptr',
  band: 'si_band',
  fd: 'si_fd',
};
