/**
 * eintr: what a signal does to a call that sleeps, for every wait of the text.
 * It must not know the kernel model: what a scenario of it shall come to is for the judge to say.
 * It fails as scenarios do; a wait that no example leads to is a cell without a scenario, with the reason.
 * Start with scenarios/, which docs/suites/eintr.md tells one after the other; then matrix.ts.
 */
import type { Plan } from '../plan.js';
import { eintrMatrix } from './matrix.js';

export const EINTR: Plan = {
  name: 'eintr',
  about: 'What a signal does to a call that sleeps.',
  profile: {
    steps: 14,
    share: 1,
    calls: {
      read: 12,
      write: 12,
      wait4: 8,
      waitid: 6,
      pause: 6,
      rt_sigsuspend: 8,
      rt_sigtimedwait: 8,
      nanosleep: 6,
      clock_nanosleep: 5,
      futex: 8,
      vfork: 3,
      pipe2: 10,
      fork: 14,
      clone: 4,
      kill: 16,
      tgkill: 16,
      tkill: 4,
      rt_sigaction: 16,
    },
    families: { signal: 6, process: 2, fd: 2 },
    others: 0,
  },
  matrix: eintrMatrix,
};
