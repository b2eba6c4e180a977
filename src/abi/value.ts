/**
 * Values: what a system call takes and gives, as plain data that prints, compares and crosses a wire.
 *
 * A value says what was *written* (`O_RDWR|O_CLOEXEC`, `B`, `unmapped`), not what it is on one machine:
 * names are resolved against the constants of an architecture at the very end, by the target.
 */

/** An actor's name in a scenario: one capital letter and perhaps a number (`A`, `B`, `A2`). */
export type ActorName = string;

/** Bytes as a string of char codes 0..255: compact, comparable, hashable, printable. */
export type Bytes = string;

/** Where a pointer argument points. `valid` is never written: it is what an omitted place means. */
export type Place =
  /** The null pointer. */
  | 'null'
  /** An address in user space with no mapping: reading or writing faults. */
  | 'unmapped'
  /** A mapped page without write permission: writing faults; it reads as zero bytes. */
  | 'read-only'
  /** The last `size` bytes of a writable page that is followed by an unmapped one. As input it reads as 'x'. */
  | 'straddling'
  /** Cell number `size` of the process's own memory: 8 bytes that every fork copies and every execve clears. */
  | 'private'
  /** Cell number `size` of the memory that all actors of the scenario share. */
  | 'shared'
  /** The head of the process's robust list: one entry, whose lock is the last private cell. */
  | 'robust'
  /** The lowest address of the caller's alternate stack. */
  | 'altstack';

/** What a scenario can write where a call takes or gives something. */
export type Value =
  /** An integer of up to 64 bits, as written (may be negative). */
  | { readonly kind: 'int'; readonly value: bigint }
  /** Constants by name, or-ed: `SIGUSR1`, `O_RDWR|O_CLOEXEC`, `O_RDWR|0x40000000` (the number in `rest`). */
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly rest?: bigint }
  /** A lower-case word with a meaning of its own for a type: `handler`, `default`, `ignore`. */
  | { readonly kind: 'word'; readonly word: string }
  /** Bytes in valid memory; a path or a string argument is written without its NUL. */
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  /** Text with numbers of actors in it, spelt in decimal: `"/proc/"+B+"/comm"`. Its parts are `bytes` and `actor`. */
  | { readonly kind: 'text'; readonly parts: readonly Value[] }
  /** A list: an array of integers, a signal set, a vector of strings. */
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  /** A struct, or a variant with one field (`{exited: 3}`). */
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, Value>> }
  /**
   * The number that the kernel chose for an actor at its birth, or minus that (`-B`): the PID of the process that
   * the actor is the first thread of, the TID of any other thread. It is the number that it has in the PID namespace
   * of whoever is asked or told. An answer says which one that is: `space`, called like its init; nothing for the
   * scenario's own. What a scenario writes says nothing: it is read in the namespace of the step's actor.
   */
  | {
      readonly kind: 'actor';
      readonly actor: ActorName;
      readonly negated: boolean;
      readonly space?: ActorName;
    }
  /** A pointer that is not simply valid. `size` with `straddling` (bytes) and with cells (their number). */
  | { readonly kind: 'place'; readonly place: Place; readonly size?: number }
  /** A value the kernel is free to choose, or that the text leaves open; equal to anything. Never an argument. */
  | { readonly kind: 'any' };

export type ValueKind = Value['kind'];

/** The integer `value`. */
export function int(value: bigint | number): Value {
  return { kind: 'int', value: BigInt(value) };
}

/** The constant (or the or-ed constants) called `names`. */
export function names(...list: string[]): Value {
  return { kind: 'names', names: list };
}

/** The lower-case word `word`. */
export function word(text: string): Value {
  return { kind: 'word', word: text };
}

/** Bytes in valid memory. */
export function bytes(text: Bytes): Value {
  return { kind: 'bytes', bytes: text };
}

/** Text in which the numbers of actors are spelt: `parts` are bytes and actors, and no bytes stand next to others. */
export function text(...parts: readonly Value[]): Value {
  return { kind: 'text', parts };
}

/** A list of values. */
export function list(items: readonly Value[]): Value {
  return { kind: 'list', items };
}

/** A struct value. */
export function struct(fields: Readonly<Record<string, Value>>): Value {
  return { kind: 'struct', fields };
}

/** The number of an actor, or minus that, in the PID namespace `space` (the scenario's own, if nothing is said). */
export function actor(name: ActorName, negated = false, space?: ActorName): Value {
  return { kind: 'actor', actor: name, negated, ...(space === undefined ? {} : { space }) };
}

/** A pointer to a place that is not simply valid. */
export function place(where: Place, size?: number): Value {
  return size === undefined ? { kind: 'place', place: where } : { kind: 'place', place: where, size };
}

/** The value that equals anything. */
export const ANY: Value = { kind: 'any' };
