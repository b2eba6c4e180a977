import type { Broken } from './broken.js';
import { BROKEN_NAMESPACES } from './broken-namespaces.fixture.js';
import { BROKEN_QUEUES } from './broken-queues.fixture.js';

const HANDLER = '{handler: handler, flags: 0, mask: []}';
const OLD = '0 {handler: default, flags: 0, mask: []}';

/** For each law, observations that break it. */
export const BROKEN: Readonly<Record<string, readonly Broken[]>> = {
  'descriptor/lowest-free': [
    { step: 1, text: 'A: close(1) = 0\nA: pipe2(0) = 0 [3, 4]' },
    { step: 0, text: 'A: pipe2(0) = 0 [4, 3]' },
    { step: 0, text: 'A: fcntl(0, F_DUPFD, 10) = 11' },
    { step: 2, text: 'A: fork() = B\nA: dup(0) = 3\nB: dup(0) = 4' },
  ],
  'descriptor/shared-offset-and-flags': [
    {
      step: 3,
      text: 'A: openat(AT_FDCWD, "f", O_RDWR|O_CREAT|O_EXCL, 0o644) = 3\nA: dup(3) = 4\nA: write(3, "abc") = 3\nA: read(4, 3) = 3 "abc"',
    },
    {
      step: 3,
      text: 'A: pipe2(0) = 0 [3, 4]\nA: dup(3) = 5\nA: fcntl(3, F_SETFL, O_NONBLOCK) = 0\nA: fcntl(5, F_GETFL) = 0',
    },
  ],
  'descriptor/open-until-closed': [
    { step: 2, text: 'A: dup(0) = 3\nA: close(3) = 0\nA: close(3) = 0' },
    { step: 1, text: 'A: dup(0) = 3\nA: fcntl(3, F_GETFD) = EBADF' },
  ],
  'pipe/atomic-write': [
    { step: 1, text: 'A: pipe2(0) = 0 [3, 4]\nA: write(4, "abc") = 2' },
    {
      step: 3,
      text: 'A: pipe2(0) = 0 [3, 4]\nA: write(4, "aa") = 2\nA: write(4, "bb") = 2\nA: read(3, 4) = 4 "abab"',
    },
  ],
  'pipe/end-of-file': [
    { step: 1, text: 'A: pipe2(0) = 0 [3, 4]\nA: read(3, 4) = 0 ""' },
    { step: 2, text: 'A: pipe2(0) = 0 [3, 4]\nA: close(4) = 0\nA: read(3, 4) ...' },
    { step: 2, text: 'A: pipe2(O_NONBLOCK) = 0 [3, 4]\nA: close(4) = 0\nA: read(3, 4) = EAGAIN' },
    {
      step: 4,
      text: 'A: pipe2(0) = 0 [3, 4]\nA: fork() = B\nB: close(4) = 0\nB: read(3, 4) ...\nA: close(4) = 0',
    },
  ],
  'pipe/broken': [
    { step: 2, text: 'A: pipe2(0) = 0 [3, 4]\nA: close(3) = 0\nA: write(4, "x") = 1' },
    { step: 2, text: 'A: pipe2(0) = 0 [3, 4]\nA: close(3) = 0\nA: write(4, "x") = EPIPE' },
    { step: 1, text: 'A: pipe2(0) = 0 [3, 4]\nA: write(4, "x") = EPIPE' },
    {
      step: 3,
      text: `A: rt_sigaction(SIGPIPE, ${HANDLER}) = ${OLD}\nA: pipe2(0) = 0 [3, 4]\nA: close(3) = 0\nA: write(4, "x") = EPIPE`,
    },
  ],
  'process/number-kept': [{ step: 1, text: 'A: fork() = B\nB: getpid() = A' }],
  'process/number-not-reused': [
    {
      step: 2,
      text: 'A: fork() = 3\nB: ! began\nB: exit_group(0)\nB: ! ended zombie\nA: fork() = 3\nC: ! began',
    },
  ],
  'process/parent': [
    { step: 0, text: 'A: getppid() = A' },
    { step: 1, text: 'A: fork() = B\nB: getppid() = 1' },
  ],
  'process/zombie-until-waited': [
    { step: 1, text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended gone' },
    { step: 2, text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(B, 0) = ECHILD' },
    {
      step: 2,
      text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(-1, WNOHANG) = 0 untouched',
    },
    { step: 2, text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: kill(B, 0) = ESRCH' },
    { step: 2, text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(-1, 0) ...' },
  ],
  'process/reaped-once': [
    {
      step: 3,
      text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(B, 0) = B {exited: 0}\nA: wait4(B, 0) = B {exited: 0}',
    },
    {
      step: 3,
      text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(B, 0) = B {exited: 0}\nA: kill(B, 0) = 0',
    },
  ],
  'fork/copies-descriptors': [
    { step: 2, text: 'A: dup(0) = 3\nA: fork() = B\nB: fcntl(3, F_GETFD) = EBADF' },
    { step: 2, text: 'A: close(1) = 0\nA: fork() = B\nB: close(1) = 0' },
  ],
  'fork/copies-signal-state': [
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: fork() = B\nB: rt_sigaction(SIGUSR1, null) = ${OLD}`,
    },
    {
      step: 2,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: fork() = B\nB: rt_sigprocmask(SIG_BLOCK, null) = 0 []',
    },
  ],
  'fork/nothing-pending': [
    {
      step: 3,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1) = 0\nA: fork() = B\nB: rt_sigpending() = 0 [SIGUSR1]',
    },
  ],
  'exec/close-on-exec': [
    {
      step: 2,
      text: 'A: pipe2(O_CLOEXEC) = 0 [3, 4]\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: close(3) = 0',
    },
    { step: 1, text: 'A: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: close(1) = EBADF' },
  ],
  'exec/failure-changes-nothing': [
    {
      step: 2,
      text: 'A: pipe2(O_CLOEXEC) = 0 [3, 4]\nA: execve("/bin/nobody", ["x"], []) = ENOENT\nA: fcntl(3, F_GETFD) = EBADF',
    },
    {
      step: 2,
      text: 'A: pipe2(O_CLOEXEC) = 0 [3, 4]\nA: execve("/bin/nobody", ["x"], []) = ENOENT\nA: fcntl(3, F_GETFD) = 0',
    },
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: execve("/bin/nobody", ["x"], []) = ENOENT\nA: rt_sigaction(SIGUSR1, null) = ${OLD}`,
    },
  ],
  'exec/one-thread': [
    {
      step: 1,
      text: 'A: clone(CLONE_VM|CLONE_SIGHAND|CLONE_THREAD) = B\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]',
    },
  ],
  'number/held': [
    {
      step: 2,
      text: 'A: fork() = B\nB: exit_group(0)\nB: ! ended zombie\nA: clone3({exit_signal: SIGCHLD, set_tid: [B]}) -> C = B\nC: ! began',
    },
    { step: 1, text: 'A: fork() = B\nA: clone3({exit_signal: SIGCHLD, set_tid: [B]}) -> C = B\nC: ! began' },
  ],
  'pidfd/first-owner-only': [
    {
      step: 5,
      text: 'A: fork() = B\nA: pidfd_open(B, 0) = 3\nB: exit_group(0)\nB: ! ended zombie\nA: wait4(B, 0) = B {exited: 0}\nA: clone3({exit_signal: SIGCHLD, set_tid: [B]}) -> C = B\nC: ! began\nA: pidfd_send_signal(3, SIGKILL) = 0\nC: ! ended zombie',
    },
  ],
  'proc-file/first-owner-only': [
    { step: 5, text: `${handedOn('')}A: openat(3, ".", O_RDONLY, 0) = 4` },
    { step: 5, text: `${handedOn('')}A: pidfd_send_signal(3, 0) = 0` },
    { step: 5, text: `${handedOn('+"/comm"')}A: read(3, 16) = 6 "agent\\n"` },
  ],
  'stop/runs-nothing': [
    {
      step: 3,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: fork() = B\nA: kill(B, SIGSTOP) = 0\nB: ! stopped\nA: kill(B, SIGUSR1) = 0\nB: ! handler SIGUSR1 {code: SI_USER, pid: A}`,
    },
    {
      step: 4,
      text: 'A: pipe2(0) = 0 [3, 4]\nA: fork() = B\nB: read(3, 4) ...\nA: kill(B, SIGSTOP) = 0\nB: ! stopped\nA: write(4, "x") = 1\nB: read = 1 "x"',
    },
  ],
  'stop/told-once': [
    {
      step: 3,
      text: 'A: fork() = B\nA: kill(B, SIGSTOP) = 0\nB: ! stopped\nA: wait4(B, WUNTRACED) = B {stopped: SIGSTOP}\nA: wait4(B, WUNTRACED) = B {stopped: SIGSTOP}',
    },
    {
      step: 2,
      text: 'A: fork() = B\nA: kill(B, SIGSTOP) = 0\nB: ! stopped\nA: wait4(B, 0) = B {stopped: SIGSTOP}',
    },
  ],
  'stop/signal-if-wanted': [
    {
      step: 2,
      text: `A: rt_sigaction(SIGCHLD, {handler: handler, flags: SA_NOCLDSTOP, mask: []}) = ${OLD}\nA: fork() = B\nA: kill(B, SIGSTOP)\nA: ! handler SIGCHLD {code: CLD_STOPPED, pid: B}\nA: kill = 0\nB: ! stopped`,
    },
  ],
  'exec/handlers-reset': [
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: rt_sigaction(SIGUSR1, null) = 0 ${HANDLER}`,
    },
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, {handler: ignore, flags: 0, mask: []}) = ${OLD}\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: rt_sigaction(SIGUSR1, null) = ${OLD}`,
    },
  ],
  'exec/mask-and-pending-kept': [
    {
      step: 2,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: rt_sigprocmask(SIG_BLOCK, null) = 0 []',
    },
    {
      step: 3,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1) = 0\nA: execve("/bin/agent", ["x"], [])\nA: ! image ["x"]\nA: rt_sigpending() = 0 []',
    },
  ],
  'signal/blocked-runs-no-handler': [
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1)\nA: ! handler SIGUSR1 {code: SI_USER, pid: A}\nA: kill = 0`,
    },
  ],
  'signal/mask-as-set': [
    {
      step: 1,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: rt_sigprocmask(SIG_BLOCK, null) = 0 []',
    },
    {
      step: 1,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGKILL]) = 0 []\nA: rt_sigprocmask(SIG_BLOCK, null) = 0 [SIGKILL]',
    },
  ],
  'signal/pending-while-blocked': [
    {
      step: 2,
      text: 'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1) = 0\nA: rt_sigpending() = 0 []',
    },
  ],
  'signal/pending-is-blocked': [{ step: 0, text: 'A: rt_sigpending() = 0 [SIGUSR1]' }],
  'signal/restart': [
    { step: 4, text: `${interrupted('SA_RESTART', 'read(3, 4)')}\nB: read = EINTR` },
    { step: 4, text: interrupted('0', 'read(3, 4)') },
    { step: 4, text: `${interrupted('SA_RESTART', 'wait4(-1, 0)')}\nB: wait4 = EINTR` },
    { step: 4, text: interrupted('SA_RESTART', 'pause()') },
  ],
  ...BROKEN_NAMESPACES,
  ...BROKEN_QUEUES,
};

/** B sleeps in a call and gets a signal that it handles. */
function interrupted(flags: string, call: string): string {
  return `A: rt_sigaction(SIGUSR1, {handler: handler, flags: ${flags}, mask: []}) = ${OLD}
    A: pipe2(0) = 0 [3, 4]
    A: fork() = B
    B: ${call} ...
    A: kill(B, SIGUSR1) = 0
    B: ! handler SIGUSR1 {code: SI_USER, pid: A}`;
}

/** Something of /proc about B is open as 3, and B's number is another's. */
function handedOn(below: string): string {
  return `A: fork() = B
A: openat(AT_FDCWD, "/proc/"+B${below}, O_RDONLY, 0) = 3
B: exit_group(0)
B: ! ended zombie
A: wait4(B, 0) = B {exited: 0}
A: clone3({exit_signal: SIGCHLD, set_tid: [B]}) -> C = B
C: ! began
`;
}
