/** Observations that break laws of signal queues, and the step (counted from 0) that does. */
import type { Broken } from './broken.js';

const HANDLER = '{handler: handler, flags: 0, mask: []}';
const OLD = '0 {handler: default, flags: 0, mask: []}';

export const BROKEN_QUEUES: Readonly<Record<string, readonly Broken[]>> = {
  'signal/real-time-queue': [
    {
      step: 4,
      text: `A: rt_sigaction(SIGRT34, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGRT34]) = 0 []\nA: rt_sigqueueinfo(A, SIGRT34, {code: SI_QUEUE, value: 1}) = 0\nA: rt_sigqueueinfo(A, SIGRT34, {code: SI_QUEUE, value: 1}) = 0\nA: rt_sigprocmask(SIG_SETMASK, [])\nA: ! handler SIGRT34 {code: SI_QUEUE, pid: 0, uid: 0, value: 1}\nA: rt_sigprocmask = 0 [SIGRT34]`,
    },
    {
      step: 4,
      text: `A: rt_sigaction(SIGRT34, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGRT34]) = 0 []\nA: rt_sigqueueinfo(A, SIGRT34, {code: SI_QUEUE, value: 1}) = 0\nA: rt_sigqueueinfo(A, SIGRT34, {code: SI_QUEUE, value: 2}) = 0\nA: rt_sigprocmask(SIG_SETMASK, [])\nA: ! handler SIGRT34 {code: SI_QUEUE, pid: 0, uid: 0, value: 2}\nA: ! handler SIGRT34 {code: SI_QUEUE, pid: 0, uid: 0, value: 1}\nA: rt_sigprocmask = 0 [SIGRT34]`,
    },
    {
      step: 1,
      text: `A: rt_sigaction(SIGRT34, ${HANDLER}) = ${OLD}\nA: getpid()\nA: ! handler SIGRT34 {code: SI_USER, pid: A, uid: 0}\nA: getpid = A`,
    },
  ],
  'signal/standard-once': [
    {
      step: 4,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1) = 0\nA: kill(A, SIGUSR1) = 0\nA: rt_sigprocmask(SIG_SETMASK, [])\nA: ! handler SIGUSR1 {code: SI_USER, pid: A}\nA: ! handler SIGUSR1 {code: SI_USER, pid: A}\nA: rt_sigprocmask = 0 [SIGUSR1]`,
    },
    {
      step: 4,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []\nA: kill(A, SIGUSR1) = 0\nA: rt_sigqueueinfo(A, SIGUSR1, {code: SI_QUEUE}) = 0\nA: rt_sigprocmask(SIG_SETMASK, [])\nA: ! handler SIGUSR1 {code: SI_QUEUE, pid: 0, uid: 0, value: 0}\nA: rt_sigprocmask = 0 [SIGUSR1]`,
    },
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: fork() = B\nA: kill(B, SIGUSR1) = 0`,
    },
  ],
  'signal/lowest-first': [
    {
      step: 5,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: rt_sigaction(SIGUSR2, ${HANDLER}) = ${OLD}\nA: rt_sigprocmask(SIG_BLOCK, [SIGUSR1, SIGUSR2]) = 0 []\nA: kill(A, SIGUSR2) = 0\nA: kill(A, SIGUSR1) = 0\nA: rt_sigprocmask(SIG_SETMASK, [])\nA: ! handler SIGUSR1 {code: SI_USER, pid: A}\nA: ! handler SIGUSR2 {code: SI_USER, pid: A}\nA: rt_sigprocmask = 0 [SIGUSR1, SIGUSR2]`,
    },
  ],
  'signal/thread-directed': [
    {
      step: 2,
      text: `A: rt_sigaction(SIGUSR1, ${HANDLER}) = ${OLD}\nA: fork() = B\nA: tgkill(A, A, SIGUSR1) = 0\nB: ! handler SIGUSR1 {code: SI_TKILL, pid: A, uid: 0}`,
    },
  ],
  'signal/uncatchable': [
    { step: 0, text: `A: rt_sigaction(SIGSTOP, ${HANDLER}) = ${OLD}` },
    { step: 1, text: 'A: fork() = B\nA: kill(B, SIGKILL) = 0' },
    { step: 1, text: 'A: fork() = B\nA: kill(B, SIGSTOP) = 0' },
    {
      step: 1,
      text: 'A: fork() = B\nA: kill(B, SIGSTOP) = 0\nB: ! handler SIGSTOP {code: SI_USER, pid: A}\nB: ! stopped',
    },
  ],
};
