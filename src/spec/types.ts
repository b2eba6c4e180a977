/** The specification, loaded and checked: what spec/ says, with every expression compiled. */
import type { AbiTable, Call, ClauseId, Place, Signature, Value } from '../abi/index.js';
import type { CLibrary } from './c-library.js';

/** A place in a text of spec/. Lines and columns count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Everything that is wrong with spec/, in one list. */
export interface Problem extends Location {
  readonly message: string;
  /** What to write instead, if there is a good guess. */
  readonly suggestion?: string;
}

/**
 * A compiled CEL expression. `evaluate` calls the vocabulary on `machine`, with `scope` as its variables.
 * Integers are bigint, pointer arguments are `Memory`, bytes are `Bytes` strings.
 */
export interface Expression {
  readonly source: string;
  /** The CEL type that checking inferred. */
  readonly type: string;
  /** The words of the vocabulary that it uses. */
  readonly words: readonly string[];
  readonly at: Location;
  evaluate(machine: Machine, scope: Readonly<Record<string, unknown>>): unknown;
}

/** What implements the vocabulary: one function a word. The kernel has one; see vocabulary.ts. */
export type Machine = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What every clause can say of itself. */
export interface ClauseText {
  readonly id: ClauseId;
  /** The promise, in one sentence of our own. */
  readonly prose?: string;
  /** Where the promise is written: manual page and section, POSIX, kernel source file and function. */
  readonly cite?: string;
  /** First and last kernel that keeps the promise. */
  readonly since?: string;
  readonly until?: string;
  /** What the machine must have for this clause: `unprivileged`, `privileged`, a configuration. */
  readonly needs?: string;
  /** Why no scenario of ours can make this clause fire on a running kernel. */
  readonly unreached?: string;
  readonly at: Location;
}

/** A refusal: tried in the listed order. */
export interface Refusal extends ClauseText {
  readonly when: Expression;
  /** The errno by name; exactly one of `errno`, `unspecified` and `restart` is there. */
  readonly errno?: string;
  /** Why the text leaves open what happens here. */
  readonly unspecified?: string;
  /** The caller takes the signals that it finds first, and the call ends as one that slept would: its class. */
  readonly restart?: RestartClass;
  /** A signal that the caller's thread gets with the refusal (SIGPIPE with EPIPE). */
  readonly raises?: string;
  /** Done although the call fails: what Linux did before it came to this refusal, and does not undo. */
  readonly leaves?: readonly Effect[];
  /** `any`: Linux does not fix the order among neighbours that say so. Default: listed order. */
  readonly precedence?: 'any';
}

/** What a signal does to a wait: the kernel's own classes. */
export type RestartClass = 'sys' | 'nohand' | 'block' | 'nointr' | 'never';

/**
 * When a call sleeps. It goes on as soon as `until` holds; the whole body is tried again from its refusals, unless
 * it `resumes`.
 */
export interface Waits {
  /** Done once, before the first sleep (rt_sigsuspend puts its mask in place). */
  readonly enter?: readonly Effect[];
  readonly until: Expression;
  /** Answered instead of sleeping, where its `when` holds. */
  readonly nonblocking?: Refusal;
  /** What a signal does; absent: only a fatal one ends the wait. */
  readonly interrupted?: Interruption;
  /** Answered instead where any signal cuts the wait and its `when` holds: nothing starts again. */
  readonly fails?: Refusal;
  /** Done whenever a signal cuts the wait and it does not fail: what it leaves behind. */
  readonly leaves?: readonly Effect[];
  /** Where a part was done (`done` > 0), a signal ends the wait with this result instead. */
  readonly partial?: ClauseText & { readonly when: Expression; readonly returns: Expression };
  /** True: it goes on behind the wait, with every `let` of `enter`; refusals and `enter` are not done again. */
  readonly resumes?: true;
}

/** What a signal does to a wait. */
export interface Interruption extends ClauseText {
  readonly restart: RestartClass;
  /** Where it does not hold, `otherwise` says what a signal does. */
  readonly when?: Expression;
  readonly otherwise?: Interruption;
}

/** One line of an effect, in order. */
export type Effect =
  /** Names the value of an expression (which may be an action) for the lines after it. */
  | { readonly kind: 'let'; readonly name: string; readonly value: Expression }
  /** Calls an action. */
  | { readonly kind: 'do'; readonly action: Expression; readonly when?: Expression }
  /** Writes to an `out` argument. Faults are refusals: a `put` into bad memory is our bug. */
  | {
      readonly kind: 'put';
      readonly argument: string;
      readonly value: Expression;
      readonly when?: Expression;
    };

/** A success. The first whose `when` holds is the answer. */
export interface Success extends ClauseText {
  readonly when?: Expression;
  /** The returned value; `nothing` for a call that does not return. */
  readonly returns: Expression | 'nothing';
  /** An error that comes too late to undo the effect (a result that cannot be written): answered instead of `returns`. */
  readonly errno?: string;
  /** True: not finished, wait again (with what is `done`). */
  readonly again: boolean;
  /** A signal that the caller's thread gets as well. */
  readonly raises?: string;
}

/** The stages of a call, of one command of a call, or of an operation on a file kind, in Linux's order. */
export interface Body {
  readonly refusals: readonly Refusal[];
  /** Goes on with the case that the argument's constant selects; `otherwise` where none does. */
  readonly cases?: {
    readonly of: string;
    /** The bits of the argument that select; all of them, if absent. */
    readonly mask?: bigint;
    readonly is: ReadonlyMap<string, Body>;
    readonly otherwise?: Refusal;
  };
  /** Goes on with the operation of the kind of the file that descriptor argument `on` refers to. */
  readonly operation?: { readonly name: string; readonly on: string };
  readonly waits?: Waits;
  readonly effect: readonly Effect[];
  readonly results: readonly Success[];
}

export type Depth = 'listed' | 'refusals' | 'full';

/** A worked example: a scenario text, that runs, and where it stands. */
export interface Example {
  readonly text: string;
  readonly at: Location;
}

/** One system call. */
export interface Syscall {
  readonly name: string;
  readonly family: string;
  readonly depth: Depth;
  readonly summary: string;
  /** The manual page: `read(2)`. */
  readonly manual: string;
  readonly since: string;
  readonly until?: string;
  /** Only scenarios that somebody wrote make it: it takes too long to be generated. */
  readonly written?: true;
  /** The C prototype, for people. */
  readonly prototype?: string;
  readonly signature: Signature;
  readonly body: Body;
  readonly examples: readonly Example[];
  readonly at: Location;
}

/** What the calls mean on one kind of open file description. */
export interface FileKind {
  readonly kind: string;
  readonly summary: string;
  readonly operations: ReadonlyMap<string, Body>;
  readonly examples: readonly Example[];
  readonly at: Location;
}

/** A promise that no single call owns. Its checker stands in suites/laws under the same id. */
export interface Law extends ClauseText {
  readonly prose: string;
  readonly examples: readonly Example[];
}

/** What a kernel version or configuration has. */
export interface Profile {
  readonly name: string;
  /** `6.18`: decides `since` and `until`. */
  readonly version: string;
  /** What `needs` may ask for. */
  readonly has: readonly string[];
}

/** A clause with the place where it is used. */
export interface ClauseEntry {
  readonly text: ClauseText;
  readonly kind: 'refusal' | 'result' | 'interrupted' | 'partial' | 'law';
  /** The call or the file kind and operation that owns it. */
  readonly owner: string;
  readonly errno?: string;
}

/** An error that opening or reading a file under /proc may give. */
export interface ProcRefusal {
  readonly errno: string;
  /** For whom, in one sentence. */
  readonly when: string;
  readonly since?: string;
  readonly until?: string;
}

/** A file under /proc: who gets what of it. Its text is described by the grammar of the same path. */
export interface ProcFile {
  /** `/proc/[pid]/environ`. */
  readonly path: string;
  /** The permission bits. */
  readonly mode: number;
  readonly readers: 'everyone' | 'owner' | 'tracer' | 'root' | 'nobody';
  /** What a reader without the right to more sees instead. */
  readonly hidden?: string;
  /** When it is empty. */
  readonly empty?: string;
  readonly refuses: readonly ProcRefusal[];
}

/** All of spec/. */
export interface Spec {
  readonly syscalls: ReadonlyMap<string, Syscall>;
  readonly fileKinds: ReadonlyMap<string, FileKind>;
  readonly laws: ReadonlyMap<ClauseId, Law>;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** By path. */
  readonly procFiles: ReadonlyMap<string, ProcFile>;
  readonly clauses: ReadonlyMap<ClauseId, ClauseEntry>;
  readonly abi: AbiTable;
  /** How all of this is written in C programs. */
  readonly c: CLibrary;
}

/** Loading: the spec, or all its problems. */
export type Loaded =
  { readonly ok: true; readonly spec: Spec } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A pointer argument as expressions see it: where it points and what is there. */
export class Memory {
  constructor(
    readonly place: 'valid' | Place,
    /** Bytes that can be accessed before the hole of `straddling`; the number of a cell; else Infinity. */
    readonly room: number,
    /** What stands there (an `in` argument). */
    readonly value: Value | undefined,
  ) {}
}

/** A signal set as expressions see it: bit n-1 for signal n. */
export class SignalSet {
  constructor(readonly mask: bigint) {}
}

export type { Call };
