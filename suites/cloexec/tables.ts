/** What is done with a descriptor between its making and the look at it, as lines: M made N, X is a child. */

/** A way to change the mark, or none. */
export interface Change {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What comes then, and who looks. */
export interface End {
  readonly title: string;
  /** Lines before the mark is changed. */
  readonly first?: readonly string[];
  readonly lines: readonly string[];
  readonly looker: 'M' | 'X';
}

export const CHANGES: readonly Change[] = [
  { title: 'as it is', lines: [] },
  // close_range is meant by `range`; UNSHARE marks as well.
  { title: 'F_SETFD on', lines: ['M: fcntl(N, F_SETFD, FD_CLOEXEC)'] },
  { title: 'F_SETFD off', lines: ['M: fcntl(N, F_SETFD, 0)'] },
  { title: 'range CLOEXEC', lines: ['M: close_range(N, N, CLOSE_RANGE_CLOEXEC)'] },
  { title: 'range UNSHARE', lines: ['M: close_range(N, N, CLOSE_RANGE_CLOEXEC|CLOSE_RANGE_UNSHARE)'] },
  { title: 'dup2 onto it', lines: ['M: dup2(0, N)'] },
  { title: 'dup3 onto it, marked', lines: ['M: dup3(0, N, O_CLOEXEC)'] },
];

/** A process that shares the table from before the change. */
const SHARED = ['M: clone(CLONE_FILES|SIGCHLD) = X'];

/** Descriptors that a call puts where its signature does not say: 3 is the first that is free. */
export const ELSEWHERE: readonly { readonly call: string; readonly line: string }[] = [
  { call: 'clone', line: 'A: clone(CLONE_PIDFD|SIGCHLD, parent_tidptr: private(0)) = B' },
  { call: 'clone3', line: 'A: clone3({flags: CLONE_PIDFD, exit_signal: SIGCHLD, pidfd: private(0)}) = B' },
];

export const ENDS: readonly End[] = [
  { title: 'execve', lines: ['M: execve("/bin/agent", ["agent"], [])'], looker: 'M' },
  { title: 'failed execve', lines: ['M: execve("/bin/nobody", ["agent"], [])'], looker: 'M' },
  { title: 'fork', lines: ['M: fork() = X'], looker: 'X' },
  { title: 'fork, execve', lines: ['M: fork() = X', 'X: execve("/bin/agent", ["agent"], [])'], looker: 'X' },
  { title: 'sharer execve', first: SHARED, lines: ['X: execve("/bin/agent", ["agent"], [])'], looker: 'X' },
  { title: 'sharer stays', first: SHARED, lines: ['X: execve("/bin/agent", ["agent"], [])'], looker: 'M' },
  {
    title: "child's execve",
    lines: ['M: fork() = X', 'X: execve("/bin/agent", ["agent"], [])'],
    looker: 'M',
  },
];
