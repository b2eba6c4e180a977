/**
 * A call as it is written: a name, the arguments in order, and the exceptional ones by name.
 *
 * What can be derived is not written: an `out` argument in valid memory, the length of written bytes, an
 * argument with a default. `bindArguments` puts them back, given the call's signature.
 */
import type { Value } from './value.js';

/** One system call of a scenario, as written. */
export interface Call {
  /** Linux's name of the call. */
  readonly name: string;
  /** The arguments that are not derived, in the order of the signature. */
  readonly args: readonly Value[];
  /** Arguments that stand by their name: `read(3, buf: unmapped, count: 16)`. */
  readonly named: Readonly<Record<string, Value>>;
}

/** What a call gave back. */
export type Result =
  /** Success: the returned number (an `actor` value for a PID that the kernel chose), or `any`. */
  | { readonly kind: 'value'; readonly value: Value }
  /** Refusal: the errno by name, or `E<number>` where Linux has no name for it. */
  | { readonly kind: 'errno'; readonly errno: string };
