/**
 * threads: several threads in a process, when one of them forks, runs a program or ends.
 * It must not know the kernel model: what a scenario of it shall come to is for the judge to say.
 * It fails as scenarios do.
 * Start with scenarios/, which docs/suites/threads.md tells one after the other.
 */
import type { Plan } from '../plan.js';

export const THREADS: Plan = {
  name: 'threads',
  about: 'Several threads in a process, when one of them forks, runs a program or ends.',
  profile: {
    steps: 16,
    share: 1,
    calls: {
      clone: 16,
      clone3: 6,
      vfork: 6,
      fork: 8,
      execve: 10,
      execveat: 2,
      exit: 10,
      exit_group: 4,
      futex: 8,
      store: 6,
      load: 6,
      set_tid_address: 4,
      set_robust_list: 4,
      get_robust_list: 2,
      read: 6,
      write: 4,
      pipe2: 4,
      pause: 4,
      kill: 6,
      tgkill: 10,
      tkill: 4,
      kcmp: 4,
      unshare: 4,
      wait4: 6,
      waitid: 4,
      gettid: 3,
      rt_sigprocmask: 5,
      rt_sigaction: 5,
    },
    families: { process: 6, signal: 4, fd: 1 },
    others: 0,
  },
};
