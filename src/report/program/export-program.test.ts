/** Programs as text: what is written straight on, what takes a director, what is refused. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseScenario } from '../../scenario/index.js';
import { loadSpec, type Spec } from '../../spec/index.js';
import { exportProgram } from './export-program.js';
import type { Tale } from './tale.js';

let spec: Spec;

beforeAll(() => {
  const loaded = loadSpec();
  if (!loaded.ok) throw new Error('spec/ has problems');
  ({ spec } = loaded);
});

function exported(text: string, more: Omit<Tale, 'scenario'> = {}) {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return exportProgram({ scenario: parsed.scenario, ...more }, spec);
}

function program(text: string, more: Omit<Tale, 'scenario'> = {}): string {
  const made = exported(text, more);
  if (!made.ok) throw new Error(made.reason);
  return made.program;
}

describe('a tale of one actor', () => {
  test('is written straight on, with the calls of the library and with named constants', () => {
    const text = program('A: pipe2(O_CLOEXEC) = 0 [3, 4]\nA: fcntl(3, F_SETFL, O_DIRECT) = EINVAL\n');
    expect(text).toContain('int fildes[2];\n    expect(pipe2(fildes, O_CLOEXEC), 0);');
    expect(text).toContain('expect_value((int)fildes[1], 4);');
    expect(text).toContain('expect_error(fcntl(3, F_SETFL, O_DIRECT), EINVAL);');
    expect(text).not.toMatch(/stage|turn\(/);
  });

  test('is made without the library where that would look into memory, or has no such call', () => {
    const text = program('A: read(0, 16, buf: unmapped) = EFAULT\nA: tkill(A, 0) = 0\n');
    expect(text).toContain('syscall(SYS_read, 0, UNMAPPED, 16L)');
    expect(text).toContain('syscall(SYS_tkill, getpid(), 0)');
  });

  test('defines constants that headers lack, also those below zero', () => {
    expect(program('A: pidfd_getfd(PIDFD_SELF_THREAD, 0, 0) = 3\n')).toContain(
      '#define PIDFD_SELF_THREAD (-10000)',
    );
  });

  test('says which step is in question, by which promise, and leaves out what comes later', () => {
    const clause = { id: 'dup/lowest', prose: 'It is the lowest */ one.', cite: 'dup(2)' };
    const steps = 'A: dup(0) = 3\nA: dup(0) = 4\nA: close(3) = 0\n';
    const text = program(steps, { inQuestion: 1, clause, notes: ['Found on a kernel.'] });
    expect(text).toContain(
      ' * dup/lowest: It is the lowest * / one.\n * Written in: dup(2)\n * Found on a kernel.',
    );
    expect(text).toContain('*otherwise = 1;\n    expect(dup(0), 4);');
    expect(text).not.toContain('close(3)');
  });

  test('handles signals, and counts what ran', () => {
    const steps = [
      'A: rt_sigaction(SIGUSR1, {handler: handler, flags: 0, mask: []}) = 0 {handler: default, flags: 0, mask: []}',
      'A: kill(A, SIGUSR1)',
      'A: ! handler SIGUSR1 {code: SI_USER, pid: A}',
      'A: kill = 0',
    ];
    const text = program(`${steps.join('\n')}\n`);
    expect(text).toContain('.sa_sigaction = handler, .sa_flags = SA_SIGINFO');
    expect(text).toContain('told(SIGUSR1);\n    expect_value(note->info.si_code, SI_USER);');
    expect(text).toContain('expect_value(ran, 1);');
  });

  test('has a director where it could be stopped, or where it was seen to sleep', () => {
    expect(program('A: kill(A, SIGTSTP) = 0\n')).toContain('setsid();');
    expect(program('A: getpid() = A\n', { watched: true })).toContain('must_be(A, IDLE);');
    expect(program('A: getpid() = A\n')).not.toContain('must_be');
  });

  test('waits for a time that is over soon', () => {
    const text = program('A: setitimer(ITIMER_REAL, {value: {usec: 1000}}) = 0 any\n');
    expect(text).toContain('.it_value.tv_usec = 1000');
    expect(text).toContain('usleep(3000);');
  });
});

describe('a tale of several actors', () => {
  const READER = [
    'A: pipe2(0) = 0 [3, 4]',
    'A: fork() = B',
    'B: read(3, 16) ...',
    'A: write(4, "x") = 1',
    'B: read = 1 "x"',
  ];

  test('has a function for each of them, and a director who knows who sleeps', () => {
    const text = program(`${READER.join('\n')}\n`);
    expect(text).toContain('turn(B, 3);\n    char buf[16];\n    expect(read(3, buf, 16), 1);');
    expect(text).toContain('back("B", 4);');
    expect(text).toContain('step(3);\n    must_be(B, ASLEEP);');
    expect(text).toMatch(/It sleeps\s[\s*]*until step 4\./);
  });

  test('gives a thread a stack, and keeps strangers out of reach', () => {
    const flags = 'CLONE_VM|CLONE_SIGHAND|CLONE_THREAD';
    const text = program(`A: clone3({flags: ${flags}}) = B\nB: kill(-1, SIGSTOP) = 0\n`);
    expect(text).toContain('clone3_on(stack_B + sizeof stack_B, actor_B, &uargs, CLONE_ARGS_SIZE_VER2)');
    expect(text).toContain('own_numbers();');
    expect(program('A: kill(1, SIGTERM) = 0\n')).toMatch(/^ {4}own_numbers\(\);$/m);
    expect(program('A: fork() = B\nA: kill(B, SIGSTOP) = 0\nB: ! stopped\n')).not.toContain('own_numbers');
  });
});

describe('the director', () => {
  const MAKER = 'A: fork() = B\n';

  test('ends everybody who waits, and does so too when it is told to end', () => {
    const text = program(MAKER);
    expect(text).toContain('if (stage->over && !directing)\n        _exit(0);');
    expect(text).toContain('    stage->over = 1;\n');
    expect(text).toMatch(/^ {4}heed_signals\(\);$/m);
  });

  test('heeds no signal where it is the init of a PID namespace, which only takes those that it handles', () => {
    const text = program(`${MAKER}A: kill(1, SIGTERM) = 0\n`);
    expect(text).not.toContain('heed_signals');
    expect(text).toContain('prctl(PR_SET_PDEATHSIG, SIGKILL);');
  });

  test('lets user code work until it is ended, however long the machine takes', () => {
    const steps = 'B: setrlimit(RLIMIT_CPU, {cur: 1, max: 1}) = 0\nB: spin(1150000)\nB: ! ended zombie\n';
    expect(program(`${MAKER}${steps}`)).toContain('for (;;)\n        work(1150000);');
    expect(program(`${MAKER}B: spin(1000) = 0\n`)).not.toContain('for (;;)\n        work');
  });
});

describe('the caller', () => {
  const TEXT = 'A: setuid(1000) = EINVAL\n';

  test('who has no privilege is one in a user namespace of its own, and the program says so', () => {
    const text = program(TEXT, { caller: 'ordinary' });
    expect(text).toContain(
      ' * The caller is an ordinary user. Started as root, the program gives its privileges up',
    );
    expect(text).toMatch(/^ {4}become_ordinary_user\(\);$/m);
    expect(program(TEXT)).not.toContain('ordinary_user');
  });

  test('who has to have a capability, or to lack it, is asked or made to', () => {
    expect(program(TEXT, { caller: 'capable' })).toMatch(/^ {4}need_resources\(\);$/m);
    expect(program(TEXT, { caller: 'limited' })).toMatch(/^ {4}give_up_resources\(\);$/m);
  });

  test('who has to be root is asked once, whatever else asks for it', () => {
    expect(program('A: getuid() = 0\n', { caller: 'root' }).match(/^ {4}be_root\(\);$/gm)).toHaveLength(1);
    expect(program('A: close(9) = EBADF\n', { caller: 'root' })).toMatch(/^ {4}be_root\(\);$/m);
    expect(program('A: close(9) = EBADF\n')).not.toContain('be_root');
  });

  test('asks how its machine is set where it depends on that, and nowhere else', () => {
    const told = 'A: prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) = 1\n';
    const another = 'A: setresuid(-1, 1, -1) = 0\n';
    const dumpable = 'must_be_one_of("0", "/proc/sys/fs/suid_dumpable");';
    expect(program(another + told.replace('= 1', '= 0'))).toContain(dumpable);
    expect(program(`${another}A: kcmp(A, A, KCMP_VM, 0, 0) = 0\n`)).toContain(dumpable.replace('0', '02'));
    expect(program(told)).not.toContain('must_be_one_of');
    expect(program(another)).not.toContain('must_be_one_of');
  });

  test('leads a group where the members of a group are asked for', () => {
    for (const call of ['getpriority(PRIO_PGRP, A) = 20', 'setpriority(PRIO_PGRP, A, 0) = 0'])
      expect(program(`A: ${call}\n`)).toMatch(/^ {4}setsid\(\);$/m);
  });

  test('has the limits of a trial where they are asked for', () => {
    const text = program('A: getrlimit(RLIMIT_NPROC) = 0 {cur: 4096, max: 4096}\n');
    expect(text).toMatch(/^ {4}set_limits\(\);$/m);
    expect(text).toContain('{ RLIMIT_NPROC, { 4096, 4096 } }');
  });

  test('can say what fails in the preparations: descriptor 1 is taken away after them', () => {
    const text = program('A: openat(0, "f", 0, 0) = ENOTDIR\n');
    expect(text).toMatch(/own_directory\(\);\n {4}open_standard\(\);\n {4}free_descriptors\(\);/);
  });

  test('is root where namespaces are made', () => {
    expect(program('A: clone(CLONE_NEWPID|SIGCHLD) = B\n')).toMatch(/^ {4}be_root\(\);$/m);
    expect(program('A: clone(SIGCHLD) = B\n')).not.toContain('be_root');
  });
});

describe('an execve that succeeds', () => {
  const STEPS = [
    'A: rt_sigprocmask(SIG_BLOCK, [SIGUSR1]) = 0 []',
    'A: execve("/bin/agent", ["agent", "again"], ["X=1"])',
    'A: ! image ["agent", "again"]',
    'A: rt_sigprocmask(SIG_BLOCK, null) = 0 [SIGUSR1]',
  ];

  test('runs the program anew, which finds the stage by its environment and goes on behind it', () => {
    const text = program(`${STEPS.join('\n')}\n`);
    expect(text).toContain(
      'char *envp[] = { "X=1", stage_at(0), NULL };\n    execve("/proc/self/exe", argv, envp);',
    );
    expect(text).toContain('came_back("execve");');
    expect(text).toContain('begin_anew(A);\n    expect_arguments("agent", "again", NULL);');
    expect(text).toContain('return parts[part](NULL);');
    expect(text.split('actor_A_2')[0]).not.toContain('turn(A, 3)');
    expect(text.split('actor_A_2')[1]).toContain('turn(A, 3);\n    sigset_t oset;');
  });

  test('takes a copy of the program where a file names it', () => {
    const steps = [
      'A: openat(AT_FDCWD, "a", O_CREAT|O_WRONLY, 0o755) = 3',
      'A: write(3, "#!/bin/agent -v\\n") = 16',
      'A: execve("a", ["x"], []) = ETXTBSY',
    ];
    const text = program(`${steps.join('\n')}\n`);
    expect(text).toContain('"#!/tmp/agent -v\\n"');
    expect(text).toContain('own_program();');
  });

  test('where Linux refuses it, does not begin again and again', () => {
    const text = program('A: execve("/bin/agent", unmapped, []) = EFAULT\n');
    expect(text).toContain('    once();\n    open_stage();');
    expect(program('A: execve("/proc/self/exe", ["x"], []) = EACCES\n')).toContain('once();');
    expect(program('A: getpid() = A\n')).not.toContain('once');
  });
});

describe('PID namespaces', () => {
  const STEPS = [
    'A: clone(CLONE_NEWPID|SIGCHLD) = B',
    'B: fork() = C',
    'B: kill(C, 0) = 0',
    'A: kill(C, 0) = 0',
  ];

  test('call an actor by the number that the caller sees', () => {
    const text = program(`${STEPS.join('\n')}\nC: getppid() = 1\nC: kill(A, 0) = ESRCH\n`);
    expect(text).toContain('turn(B, 3);\n    expect(kill(inner_number(C), 0), 0);');
    expect(text).toContain('turn(A, 4);\n    expect(kill(number(C), 0), 0);');
    expect(text).toContain('expect(getppid(), 1);');
    expect(text).toContain('expect_error(kill(NOBODY, 0), ESRCH);');
    expect(text).toContain('readlink("/proc/thread-self"');
  });

  test('of three, the one between is not told', () => {
    const between = 'C: fork() = D\nB: kill(D, 0) = 0\n';
    const steps = 'A: clone(CLONE_NEWPID|SIGCHLD) = B\nB: clone(CLONE_NEWPID|SIGCHLD) = C\n';
    expect(exported(steps + between)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('by its number in the PID namespace of B'),
    });
  });
});

describe('what is refused', () => {
  test('a text of /proc', () => {
    expect(exported('A: look status\n', { inQuestion: 0 })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('abide replay'),
    });
  });

  test('a stack for a child that has its maker’s memory as a copy', () => {
    for (const made of [
      'clone(SIGCHLD, unmapped)',
      'clone3({exit_signal: SIGCHLD, stack: private(0), stack_size: 64})',
    ])
      expect(exported(`A: ${made} = B\n`)).toMatchObject({
        ok: false,
        reason: expect.stringContaining('stack of its own'),
      });
    expect(program('A: clone(SIGCHLD, null, unmapped) = B\n')).toContain('clone');
  });

  test('a long text that says nothing twice', () => {
    const long = Array.from({ length: 100 }, (_, nth) => 100 + nth).join('');
    expect(exported(`A: openat(AT_FDCWD, "${long}", 0, 0) = ENAMETOOLONG\n`)).toMatchObject({ ok: false });
    expect(program('A: openat(AT_FDCWD, "./"*2047, 0, 0) = 3\n')).toContain(
      'fill(filename, "", "./", 2047, "");',
    );
    const two = program('A: openat(AT_FDCWD, "x"*300+"y"*400, 0, 0) = ENAMETOOLONG\n');
    expect(two).toContain('fill(filename, "", "x", 300, "");\n    fill(filename + 300, "", "y", 400, "");');
  });
});
