/** Who a thread is, and what its process may use: the parts of the world that setuid, prctl and setrlimit change. */

/** The four ids of a thread, of users or of groups, as its user namespace has them. */
export interface Ids {
  readonly real: number;
  readonly effective: number;
  readonly saved: number;
  /** Against which file accesses are checked. */
  readonly file: number;
}

/** Who a thread is for the kernel's checks (struct cred). Capabilities are sets: bit n for number n. */
export interface Credentials {
  readonly users: Ids;
  readonly groups: Ids;
  /** Its supplementary groups, in ascending order. */
  readonly others: readonly number[];
  readonly permitted: bigint;
  readonly effective: bigint;
  /** What an execve may give at most. */
  readonly bounding: bigint;
}

/** What every thread has for itself beside its credentials. */
export interface Identity {
  readonly credentials: Credentials;
  /** -20 (it runs first) to 19. */
  readonly nice: number;
  readonly noNewPrivs: boolean;
  /** The signal that it gets when the thread that made it ends; 0 for none. */
  readonly deathSignal: number;
  /** It changed to a user who had more threads than its limit allows: the next execve will ask again. */
  readonly crowded: 'no' | 'perhaps' | 'yes';
}

/** A soft limit, which is in force, and the hard one up to which it can be raised. */
export interface Limit {
  readonly soft: bigint;
  readonly hard: bigint;
}

/** The limits of a process that are not those with which actor A begins, by the number of the resource. */
export type Limits = Readonly<Record<number, Limit>>;

/** No limit: RLIM_INFINITY of 64-bit kernels. */
export const UNLIMITED = (1n << 64n) - 1n;
