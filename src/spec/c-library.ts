/** How the calls, constants and structs of spec/ are written in C programs: spec/c/<library>.yaml. */

/** A struct of spec/types as C has it. */
export interface CStruct {
  /** Its type: `struct timespec`. */
  readonly type: string;
  readonly headers: readonly string[];
  /** The members, by the fields of spec/types. */
  readonly fields: Readonly<Record<string, string>>;
  /** The member that a handler with a siginfo is put into. */
  readonly caught?: string;
  /** Its addresses are integers. */
  readonly integers: boolean;
  /** The kernel's own struct, where a call is made without the library. */
  readonly kernel?: CStruct;
}

/** A call as C programs make it; without `form` it is `syscall(SYS_name, ...)`. */
export interface CCall {
  /** The call in C, with arguments by their names; `@actor` and `@stack` are the new actor's. */
  readonly form?: string;
  /** The same where the new task shares its maker's memory, and must be given a stack. */
  readonly stacked?: string;
  readonly headers: readonly string[];
  /** The library takes null pointers. */
  readonly nullable: boolean;
  /** It reaches every descriptor. */
  readonly descriptors: boolean;
  /** It matters that the caller leads a session. */
  readonly session: boolean;
  /** Whether a number that is no actor's may reach a stranger; if not said, where it is not 0. */
  readonly numbers?: 'always' | 'never';
  /** It takes leave to look at another process, or to attach to it as well (ptrace(2), access mode checking). */
  readonly permission?: 'look' | 'attach';
  /** It tells the supplementary groups. */
  readonly groups: boolean;
  /** The argument that is the environment of a new program. */
  readonly environment?: string;
}

/** A C library. */
export interface CLibrary {
  readonly library: string;
  /** Which constants each header has: names, or beginnings of names with a star. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Constants that a program defines itself, likewise. */
  readonly defines: readonly string[];
  /** The C type of an integer, by its noun; `int` or `long` where there is none. */
  readonly types: Readonly<Record<string, string>>;
  readonly structs: Readonly<Record<string, CStruct>>;
  readonly calls: Readonly<Record<string, CCall>>;
}

/** A library of which nothing is said: every call is made without it. */
export const NO_LIBRARY: CLibrary = {
  library: 'none',
  headers: new Map(),
  defines: [],
  types: {},
  structs: {},
  calls: {},
};
