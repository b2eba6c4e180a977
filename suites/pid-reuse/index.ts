/**
 * pid-reuse: numbers that are handed out again, and everything that still holds the first owner.
 * It must not know the kernel model: what a scenario of it shall come to is for the judge to say.
 * It fails as scenarios do.
 * Start with scenarios/, which docs/suites/pid-reuse.md tells one after the other.
 */
import type { Plan } from '../plan.js';

export const PID_REUSE: Plan = {
  name: 'pid-reuse',
  about: 'A number is handed out again: who is meant by it, and by everything that held its first owner.',
  profile: {
    steps: 16,
    share: 1,
    calls: {
      fork: 12,
      clone3: 18,
      exit_group: 12,
      exit: 3,
      wait4: 12,
      waitid: 6,
      kill: 10,
      tgkill: 6,
      tkill: 3,
      getpid: 4,
      getppid: 4,
      getpgid: 4,
      getsid: 4,
      setpgid: 10,
      setsid: 8,
      pidfd_open: 12,
      pidfd_send_signal: 12,
      pidfd_getfd: 3,
      openat: 10,
      read: 6,
      execve: 2,
    },
    families: { process: 4, signal: 2 },
    others: 0,
  },
};
