/**
 * Signatures: how a call's arguments lie in registers and memory, as data.
 *
 * They are read from spec/ (`arguments:` of a call, spec/types/*.yaml, spec/constants/*.yaml) and tell a
 * native target how to lower a `Value` to words and bytes and how to lift what comes back.
 */
import type { Value } from './value.js';

export type Arch = 'x86_64' | 'aarch64';
export const ARCHES: readonly Arch[] = ['x86_64', 'aarch64'];

/** What lies behind a pointer. */
export type Pointee =
  /** Plain bytes; `length` is the name of the argument that carries their number. */
  | { readonly kind: 'bytes'; readonly length: string }
  /** A NUL-terminated string: a path, or a name. One that the kernel writes has room for `room` bytes. */
  | { readonly kind: 'string'; readonly path?: true; readonly room?: number }
  /** A NULL-terminated vector of pointers to strings: argv, envp. */
  | { readonly kind: 'strings' }
  /**
   * Integers of `bytes` bytes each. `noun` names what each is (`fd`); `count` is their number, or the name of the
   * argument that carries it.
   */
  | { readonly kind: 'array'; readonly noun: string; readonly bytes: 4 | 8; readonly count: number | string }
  /** One integer of `bytes` bytes. */
  | { readonly kind: 'integer'; readonly noun: string; readonly bytes: 4 | 8 }
  /** A signal set: 64 bits, bit n-1 for signal n; written as a list of signal names. */
  | { readonly kind: 'sigset' }
  /** A wait status: written `{exited: 3}`, `{killed: SIGKILL}`, `{dumped: SIGSEGV}`, `{stopped: SIGSTOP}`, `{continued: 1}`. */
  | { readonly kind: 'wait_status' }
  /** A struct of spec/types, by name. */
  | { readonly kind: 'struct'; readonly struct: string }
  /** What comes with a signal: a struct whose fields depend on the signal and its code (siginfo.ts). */
  | { readonly kind: 'siginfo' }
  /** `bytes` bytes that nobody looks into (rusage). */
  | { readonly kind: 'opaque'; readonly bytes: number };

/** The type of one argument. */
export type ArgumentType =
  /** A word. `noun`: what it is (fd, pid, size, signal, int, ...); `flags`: the flag set of spec/types that names its bits. */
  | {
      readonly kind: 'integer';
      readonly noun: string;
      readonly bits: 32 | 64;
      readonly signed: boolean;
      readonly flags?: string;
    }
  /** A pointer to memory that the call neither lays down nor brings back: it is written as a place. */
  | { readonly kind: 'address' }
  | Pointer;

/** A pointer to memory that the call brings in, brings back, or both. */
export interface Pointer {
  readonly kind: 'pointer';
  readonly direction: 'in' | 'out' | 'inout';
  readonly to: Pointee;
}

/** One argument of a call. */
export interface Argument {
  readonly name: string;
  readonly type: ArgumentType;
  /** The value it has when it is not written (`sigsetsize` is 8, an `out` struct nobody wants is `null`). */
  readonly default?: Value;
  /** The types that it has instead, by another argument. */
  readonly variants?: Variants;
}

/** The types that an argument has where the argument `of` is one of these constants. */
export interface Variants {
  readonly of: string;
  /** The bits of that argument that count; all of them, if absent. */
  readonly mask?: bigint;
  readonly is: Readonly<Record<string, ArgumentType>>;
}

/** Another call that does the same; `words` are numbers, constants, null, and arguments of this one (`word`). */
export interface Elsewhere {
  readonly call: string;
  readonly words: readonly Value[];
}

/** One call of Linux, as far as a target must know it. */
export interface Signature {
  readonly name: string;
  /** The call's number; an architecture without the call has none. */
  readonly number: Readonly<Partial<Record<Arch, number>>>;
  readonly arguments: readonly Argument[];
  /** The order in which the arguments stand in the registers of an architecture that has them otherwise (clone). */
  readonly registers?: Readonly<Partial<Record<Arch, readonly string[]>>>;
  /** What a C library calls where an architecture lacks the call: the same, in other words. */
  readonly elsewhere?: Elsewhere;
  /** Where the argument `of` is one of these constants, the result is flags of that set. */
  readonly resultFlags?: { readonly of: string; readonly is: Readonly<Record<string, string>> };
  /** What a success returns: `int` (default), `fd`, `size`, `pid` (an actor or a plain number), `nothing` (does not return). */
  readonly returns: string;
  /** True where a success makes a new actor (fork, clone). */
  readonly creates: boolean;
  /** True where a success replaces the program: the actor goes on in a new image. */
  readonly replaces: boolean;
}

/** One field of a struct as it lies in memory. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  /** 1, 2, 4 or 8 for an integer; any number for a struct and for padding. */
  readonly bytes: number;
  /**
   * What it is: an integer (`int`, `uint`, `size`, ...), `pid`, `signal`, `flags:<set>`, `constant:<set>`, `sigset`,
   * `handler` (a signal disposition), `restorer`, `address` (a place), `struct:<name>`, `pointer`, `padding`.
   */
  readonly noun: string;
  /** What a `pointer` points to; a length in it is the name of another field. */
  readonly pointer?: Pointer;
}

/** A struct's layout on one architecture. */
export interface StructLayout {
  readonly size: number;
  readonly fields: readonly Field[];
  /** True for a struct that says how long something lasts: a step with a short one lasts until it has passed. */
  readonly duration?: true;
}

/** Everything of spec/ that a native target needs. Plain data. */
export interface AbiTable {
  readonly calls: Readonly<Record<string, Signature>>;
  readonly constants: Readonly<Record<Arch, Readonly<Record<string, bigint>>>>;
  /** Flag sets: name of the set to the constants in it, in the order in which they are printed. */
  readonly flagSets: Readonly<Record<string, readonly string[]>>;
  readonly structs: Readonly<Record<string, Readonly<Record<Arch, StructLayout>>>>;
}
