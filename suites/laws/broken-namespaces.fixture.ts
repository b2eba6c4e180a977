/** Observations that break the laws of PID namespaces, and the step at which each is broken. */
import type { Broken } from './broken.js';

export const BROKEN_NAMESPACES: Readonly<Record<string, readonly Broken[]>> = {
  'namespace/ends-with-init': [
    {
      step: 2,
      text: 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: fork() = C\nB: exit_group(0)\nB: ! ended zombie',
    },
    {
      step: 3,
      text: 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: clone(CLONE_NEWPID|SIGCHLD) = C\nC: fork() = D\nB: exit_group(0)\nB: ! ended zombie\nC: ! ended gone',
    },
  ],
  'namespace/number-of-init': [
    { step: 1, text: 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: getppid() = A' },
    { step: 1, text: 'A: clone3({flags: CLONE_NEWPID, exit_signal: SIGCHLD}) = B\nB: getpid() = B' },
  ],
  'namespace/init-unharmed': [
    {
      step: 2,
      text: 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: fork() = C\nC: kill(1, SIGKILL) = 0\nB: ! ended zombie\nC: ! ended gone',
    },
    { step: 1, text: 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: kill(B, SIGSTOP) = 0\nB: ! stopped' },
  ],
};
