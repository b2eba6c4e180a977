/**
 * jobs: stopping, continuing and waiting for it.
 * It must not know the kernel model: what a scenario of it shall come to is for the judge to say.
 * It fails as scenarios do.
 * Start with scenarios/, which docs/suites/jobs.md tells one after the other.
 */
import type { Plan } from '../plan.js';

export const JOBS: Plan = {
  name: 'jobs',
  about: 'Stop, continue, orphans, and what a parent is told of it.',
  profile: {
    steps: 16,
    share: 1,
    calls: {
      kill: 20,
      tgkill: 4,
      wait4: 18,
      waitid: 12,
      fork: 10,
      clone: 4,
      setpgid: 12,
      setsid: 6,
      getpgid: 2,
      rt_sigaction: 8,
      rt_sigprocmask: 6,
      exit_group: 6,
      vfork: 2,
      prctl: 2,
    },
    families: { process: 4, signal: 3 },
    others: 0,
  },
};
