/** Saboteurs that answer wrongly: another errno, a check that is missing, a wait that ends or begins wrongly. */
import type { ClauseId } from '../../src/abi/index.js';
import type { Spec } from '../../src/spec/index.js';
import { alterEffect, alterRefusal, alterWait } from './alter.js';
import { misled, type Saboteur } from './saboteur.js';

export const ANSWERS: readonly Saboteur[] = [
  misled(
    {
      name: 'dup3-onto-itself-ebadf',
      fault: 'dup3 of a descriptor onto itself is refused with EBADF.',
      breaks: 'dup3/same',
    },
    (spec) => errno(spec, 'dup3/same', 'EBADF'),
  ),
  misled(
    {
      name: 'pipe2-takes-any-flag',
      fault: 'pipe2 does not refuse flags that it does not know.',
      breaks: 'pipe2/bad-flags',
    },
    (spec) => alterRefusal(spec, 'pipe2/bad-flags', () => undefined),
  ),
  misled(
    { name: 'close-einval', fault: 'close of a closed descriptor is EINVAL.', breaks: 'close/bad-fd' },
    (spec) => errno(spec, 'close/bad-fd', 'EINVAL'),
  ),
  misled(
    {
      name: 'read-of-write-end-einval',
      fault: 'Reading what was opened for writing only is EINVAL.',
      breaks: 'read/not-for-reading',
    },
    (spec) => errno(spec, 'read/not-for-reading', 'EINVAL'),
  ),
  misled(
    {
      name: 'exec-missing-interpreter-enoexec',
      fault: 'A script whose interpreter is missing is ENOEXEC.',
      breaks: 'execve/no-interpreter',
    },
    (spec) => errno(spec, 'execve/no-interpreter', 'ENOEXEC'),
  ),
  misled(
    {
      name: 'wait-without-children-esrch',
      fault: 'wait4 with nobody to wait for is ESRCH.',
      breaks: 'wait4/no-child',
    },
    (spec) => errno(spec, 'wait4/no-child', 'ESRCH'),
  ),
  misled(
    {
      name: 'nonblocking-read-sleeps',
      fault: 'A read from an empty pipe sleeps despite O_NONBLOCK.',
      breaks: 'pipe/read/would-block',
    },
    (spec) =>
      alterWait(spec, 'pipe/read/interrupted', (waits) => {
        const sleeping = { ...waits };
        delete sleeping.nonblocking;
        return sleeping;
      }),
  ),
  misled(
    {
      name: 'interrupted-write-forgets-its-part',
      fault: 'A long write that a signal interrupts is EINTR though a part was written.',
      breaks: 'pipe/write/cut-short',
    },
    (spec) =>
      alterWait(spec, 'pipe/write/interrupted', (waits) => {
        const whole = { ...waits };
        delete whole.partial;
        return whole;
      }),
  ),
  misled(
    { name: 'broken-pipe-without-signal', fault: 'EPIPE comes without SIGPIPE.', breaks: 'pipe/broken' },
    (spec) =>
      alterRefusal(spec, 'pipe/write/broken', (refusal) => {
        const quiet = { ...refusal };
        delete quiet.raises;
        return quiet;
      }),
  ),
  misled(
    {
      name: 'wait-tells-an-end-twice',
      fault: 'wait4 does not reap: the same end can be waited for again.',
      breaks: 'process/reaped-once',
    },
    (spec) => alterEffect(spec, 'wait4/child', (line) => line.kind === 'do'),
  ),
  misled(
    {
      name: 'f-setfd-forgets',
      fault: 'F_SETFD says that it worked, but changes nothing.',
      breaks: 'fcntl/descriptor-flags',
    },
    (spec) => alterEffect(spec, 'fcntl/descriptor-flags-set', () => true),
  ),
];

function errno(spec: Spec, id: ClauseId, wrong: string): Spec {
  return alterRefusal(spec, id, (refusal) => ({ ...refusal, errno: wrong }));
}
