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
    calls: { fork: 8, execve: 8, exit_group: 4, read: 6, pipe2: 4, kill: 6, tgkill: 10 },
    families: { process: 6, signal: 4, fd: 1 },
    others: 0,
  },
};
