/** Threads and processes on the host: what the agent must be able to carry, and when a step of theirs is over. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { describeHost } from '../../src/target/index.js';
import { holds, observed, taskTarget } from './asked-host.fixture.js';

const onLinux = describeHost().available ? describe : describe.skip;
const THREAD = 'CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD';
/** What clone3 is asked for: a child with a chosen number. */
const CHOSEN = '{flags: 0, exit_signal: SIGCHLD, set_tid: [3], set_tid_size: 1}';

onLinux('the tasks of the host', () => {
  const target = taskTarget();
  afterAll(() => target.close());

  test('a thread has its own number and its parent’s memory, and ends as gone', () =>
    holds(
      target,
      `
A: clone(${THREAD}) -> B = 3
B: ! began
B: gettid() = 3
B: getpid() = 2
A: store(private(0), 5) = 0
B: load(private(0)) = 5
B: look comm
B: ! seen comm "agent\\n"
B: exit(0)
B: ! ended gone
B: look comm
B: ! seen comm ENOENT`,
    ));

  test('a leader that ends first is a zombie; the thread that then executes takes its number', () =>
    holds(
      target,
      `
A: clone(${THREAD}) -> B = 3
B: ! began
A: exit(0)
A: ! ended zombie
B: getpid() = 2
B: execve("/bin/agent", ["agent", "x"], [])
B: ! image ["agent", "x"]
B: gettid() = 2
A: look comm
A: ! seen comm ENOENT
B: look cmdline
B: ! seen cmdline "agent\\x00x\\x00"
A: kill(B, 0)
A: ! busy
B: exit(0)
B: ! ended gone`,
    ));

  test('an execve of a thread ends a blocked leader and its siblings', () =>
    holds(
      target,
      `
A: clone(${THREAD}) -> B = 3
B: ! began
A: clone(${THREAD}) -> C = 4
C: ! began
C: pipe2(0) = 0 [3, 4]
A: read(3, 1) ...
B: execve("/bin/agent", ["agent"], [])
A: ! ended gone
B: ! image ["agent"]
C: ! ended gone
B: gettid() = 2`,
    ));

  test('a process whose leader ended first is waited for until its last thread ends', () =>
    holds(
      target,
      `
A: fork() -> B = 3
B: ! began
B: clone(${THREAD}) -> C = 4
C: ! began
B: exit(0)
B: ! ended zombie
A: wait4(-1, 0) ...
C: exit(5)
A: wait4 = 3 {exited: 5}
C: ! ended gone`,
    ));

  test('stops and fatal signals reach every thread', () =>
    holds(
      target,
      `
A: fork() -> B = 3
B: ! began
B: clone(${THREAD}) -> C = 4
C: ! began
A: kill(B, SIGSTOP) = 0
B: ! stopped
C: ! stopped
A: kill(B, SIGCONT) = 0
B: ! continued
C: ! continued
A: kill(B, SIGKILL) = 0
B: ! ended zombie
C: ! ended gone
A: wait4(-1, 0) = 3 {killed: SIGKILL}`,
    ));

  // B takes the signal that its first thread, in a vfork, cannot: it stops in its fork, and forks when it goes on.
  // Whoever does not wait for D misses it now and then, in one of eight on a busy machine.
  test('a step lasts until a child has begun, of a call too that was made and stopped before', async () => {
    const text = `
A: clone(${THREAD}) -> B
A: vfork() -> C
C: kill(A, SIGSTOP)
B: fork() -> D
C: kill(A, SIGCONT)`;
    for (let round = 0; round < 40; round++) {
      const { steps } = await observed(target, text);
      const begun = steps.map((events) => events.filter(({ kind }) => kind === 'began').length);
      expect(begun).toEqual([1, 1, 0, 0, 1]);
    }
  });

  test('a parent is blocked until the child that borrows its memory ends or executes', () =>
    holds(
      target,
      `
A: clone(CLONE_VM|CLONE_VFORK|SIGCHLD) -> B ...
B: ! began
A: getpid()
A: ! busy
B: store(private(3), 7) = 0
B: exit_group(0)
A: clone = 3
B: ! ended zombie
A: load(private(3)) = 7
A: clone(CLONE_VM|CLONE_VFORK|SIGCHLD) -> C ...
C: ! began
C: clone(${THREAD}) -> D = 5
D: ! began
D: execve("/bin/agent", ["agent"], [])
A: clone = 4
C: ! ended gone
D: ! image ["agent"]
D: load(private(3)) = 0`,
    ));

  test('a number that was handed out again reaches its second owner, and a look never does', () =>
    holds(
      target,
      `
A: fork() -> B = 3
B: ! began
B: exit_group(0)
B: ! ended zombie
A: clone3(${CHOSEN}) -> C = EEXIST
B: look comm
B: ! seen comm "agent\\n"
A: wait4(-1, 0) = 3 {exited: 0}
A: clone3(${CHOSEN}) -> D = 3
D: ! began
B: look comm
B: ! seen comm ENOENT
D: look comm
D: ! seen comm "agent\\n"
A: kill(B, SIGKILL) = 0
D: ! ended zombie
A: wait4(-1, 0) = 3 {killed: SIGKILL}
D: look comm
D: ! seen comm ENOENT`,
    ));

  test('numbers are those of the scenario’s namespace, also of what begins in a deeper one', () =>
    holds(
      target,
      `
A: clone(CLONE_NEWPID|SIGCHLD) -> B = 3
B: ! began
B: getpid() = 1
B: fork() -> C = 2
C: ! began
B: clone(${THREAD}) -> D = 3
D: ! began
D: gettid() = 3
A: kill(C, SIGKILL) = 0
C: ! ended zombie
A: kill(B, SIGKILL) = 0
B: ! ended zombie
D: ! ended gone`,
    ));

  test('whoever has become another user goes on, also in a new image', async () => {
    const uid = target.description.capabilities.privileged ? '0' : 'EINVAL';
    await holds(
      target,
      `
A: fork() -> B = 3
B: ! began
B: setuid(1000) = ${uid}
B: execve("/bin/agent", ["agent"], [])
B: ! image ["agent"]
B: pause() ...
A: kill(B, SIGTERM) = 0
B: ! ended zombie`,
    );
  });
});
