/**
 * cloexec: which descriptors a new program finds open.
 * It must not know the kernel model: what a scenario of it shall come to is for the judge to say.
 * It fails as scenarios do.
 * Start with scenarios/, which docs/suites/cloexec.md tells one after the other; then matrix.ts.
 */
import type { Plan } from '../plan.js';
import { cloexecMatrix } from './matrix.js';

export const CLOEXEC: Plan = {
  name: 'cloexec',
  about: 'Which descriptors are open in a new program: every way to make one, to mark it and to pass it on.',
  profile: {
    steps: 14,
    share: 1,
    calls: {
      execve: 16,
      execveat: 4,
      fork: 8,
      clone: 8,
      vfork: 3,
      fcntl: 12,
      dup3: 10,
      dup2: 8,
      dup: 6,
      pipe2: 8,
      openat: 6,
      pidfd_open: 6,
      pidfd_getfd: 4,
      close_range: 12,
      unshare: 4,
      read: 4,
    },
    families: { fd: 2, process: 1 },
    others: 0,
  },
  matrix: cloexecMatrix,
};
