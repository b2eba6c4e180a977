/** Memory, time and signal handlers on the host: what of them the agent carries out itself, and what it tells. */
import { afterAll, describe, test } from '@jest/globals';
import { describeHost } from '../../src/target/index.js';
import { holds, taskTarget } from './asked-host.fixture.js';

const onLinux = describeHost().available ? describe : describe.skip;
const THREAD = 'CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD';

onLinux('the memory of the host', () => {
  const target = taskTarget();
  afterAll(() => target.close());

  test('two processes with one memory have a stack each', () =>
    holds(
      target,
      `
A: clone(CLONE_VM|CLONE_FILES) -> B = 3
B: ! began
B: pipe2(0) = 0 [3, 4]
A: write(4, buf: straddling(3), count: 3) = 3
B: write(4, buf: straddling(2), count: 2) = 2
A: read(3, 9) = 5 "xxxxx"
B: exit_group(2)
B: ! ended zombie
A: getpid() = 2`,
    ));

  test('cells: private ones are copied by fork and fresh in an image, shared ones are everybody’s', () =>
    holds(
      target,
      `
A: store(private(1), 6) = 0
A: store(shared(1), -1) = 0
A: fork() -> B = 3
B: ! began
B: load(private(1)) = 6
A: store(private(1), 8) = 0
B: load(private(1)) = 6
B: execve("/bin/agent", ["agent"], [])
B: ! image ["agent"]
B: load(private(1)) = 0
B: load(shared(1)) = -1
A: load(private(1)) = 8`,
    ));

  test('the lock of the robust list is the last private cell', async () => {
    await holds(
      target,
      `
A: clone(${THREAD}) -> B = 3
B: ! began
B: set_robust_list(robust, 24) = 0
B: store(private(15), 3) = 0
B: exit(0)
B: ! ended gone
A: load(private(15)) = 1073741824
A: get_robust_list(0, shared(0), shared(1)) = 0
A: load(shared(0)) = 0`,
    );
  });

  test('a fault is a signal, and where it is handled the actor goes on', () =>
    holds(
      target,
      `
A: fork() -> B = 3
B: ! began
A: rt_sigaction(SIGSEGV, {handler: handler, flags: SA_NODEFER, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: load(unmapped)
A: ! handler SIGSEGV {code: SEGV_MAPERR}
A: load = EFAULT
A: store(read-only, 5)
A: ! handler SIGSEGV {code: SEGV_ACCERR}
A: store = EFAULT
B: load(unmapped)
B: ! ended zombie
A: wait4(-1, 0) = 3 {killed: SIGSEGV}`,
    ));

  test('time passes in a step that lingers', () =>
    holds(
      target,
      `
A: rt_sigaction(SIGUSR1, {handler: handler, flags: 0, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: fork() -> B = 3
B: ! began
B: nanosleep({sec: 200, nsec: 0}) ...
A: nanosleep({sec: 0, nsec: 2000000}) = 0
A: spin(300) = 0
A: kill(B, SIGUSR1) = 0
B: ! handler SIGUSR1 {code: SI_USER, pid: 2, uid: 0}
B: nanosleep = EINTR`,
    ));

  test('an alternate stack is told, and whose handler ran on it, whoever it was made for', () =>
    holds(
      target,
      `
A: sigaltstack({sp: altstack, flags: 0, size: 32768}) = 0
A: rt_sigaction(SIGUSR1, {handler: handler, flags: SA_ONSTACK, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: rt_sigaction(SIGUSR2, {handler: handler, flags: 0, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: fork() -> B = 3
B: ! began
A: kill(B, SIGUSR1) = 0
B: ! handler SIGUSR1 {code: SI_USER, pid: 2, uid: 0} altstack
B: kill(B, SIGUSR2)
B: ! handler SIGUSR2 {code: SI_USER, pid: 3, uid: 0}
B: kill = 0
A: kill(A, SIGUSR1)
A: ! handler SIGUSR1 {code: SI_USER, pid: 2, uid: 0} altstack
A: kill = 0`,
    ));

  test('handlers that interrupt one another on one alternate stack', () =>
    holds(
      target,
      `
A: sigaltstack({sp: altstack, flags: 0, size: 32768}) = 0
A: rt_sigaction(SIGUSR1, {handler: handler, flags: SA_ONSTACK, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: rt_sigaction(SIGUSR2, {handler: handler, flags: SA_ONSTACK, mask: []}) = 0 {handler: default, flags: 0, mask: []}
A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1, SIGUSR2]) = 0 []
A: fork() -> B = 3
B: ! began
A: kill(B, SIGUSR1) = 0
A: kill(B, SIGUSR2) = 0
B: rt_sigprocmask(SIG_UNBLOCK, [SIGUSR1, SIGUSR2])
B: ! handler SIGUSR2 {code: SI_USER, pid: 2, uid: 0} altstack
B: ! handler SIGUSR1 {code: SI_USER, pid: 2, uid: 0} altstack
B: rt_sigprocmask = 0 [SIGUSR1, SIGUSR2]`,
    ));
});
