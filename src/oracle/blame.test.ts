/**
 * Whose promise is broken: where a signal ends a sleep that it should not have ended, or runs a handler where none is due;
 * where a descriptor is open that should be free; where a call comes back although it should have done something else.
 */
import { describe, expect, test } from '@jest/globals';
import { loadFormats } from '../grammar/index.js';
import { createKernel } from '../kernel/index.js';
import { parseScenario } from '../scenario/index.js';
import { loadSpec } from '../spec/index.js';
import { createJudge } from './judge.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems[0]));
const judge = createJudge(loaded.spec, createKernel(loaded.spec), loadFormats(), { privileged: true });

const ASLEEP = `
  A: rt_sigaction(SIGUSR1, {handler: handler, flags: SA_RESTART, mask: []}) = 0 {handler: default, flags: 0, mask: []}
  A: pipe2(0) = 0 [3, 4]
  A: fork() = B
  B: read(3, 16) ...`;
const HANDLED = 'B: ! handler SIGUSR1 {code: SI_USER, pid: A, uid: 0}';

describe('a sleeper that is cut short', () => {
  test('although its handler has SA_RESTART breaks its own promise', () => {
    expect(broken(`A: kill(B, SIGUSR1) = 0\n${HANDLED}\nB: read = EINTR`)).toBe('pipe/read/interrupted');
  });

  test('by a signal that nobody notices breaks its own promise too', () => {
    expect(broken('A: kill(B, SIGURG) = 0\nB: read = EINTR')).toBe('pipe/read/interrupted');
  });

  test('and returns something else is the fault of the call that woke it', () => {
    expect(broken('A: kill(B, SIGURG) = 0\nB: read = EIO')).toBe('kill/sent');
  });
});

const LEFT_TO_VFORK = `
  A: rt_sigaction(SIGUSR1, {handler: handler, flags: 0, mask: []}) = 0 {handler: default, flags: 0, mask: []}
  A: clone(CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, null) = B
  B: vfork() -> C ...
  C: ! began`;
const STRAY = 'A: ! handler SIGUSR1 {code: SI_USER, pid: C, uid: 0}';

describe('a handler that nothing of a step may run', () => {
  test('is the fault of who sent the signal before', () => {
    expect(broken(`C: kill(B, SIGUSR1) = 0\nA: alarm(1000)\n${STRAY}\nA: alarm = 0`, LEFT_TO_VFORK)).toBe(
      'kill/sent',
    );
  });

  test('is the fault of the call if that sends itself', () => {
    const steps = `C: tgkill(A, B, SIGUSR1) = 0\nC: kill(A, SIGURG)\n${STRAY}\nC: kill = 0`;
    expect(broken(steps, LEFT_TO_VFORK)).toBe('kill/sent');
  });

  test('is the fault of the call where what was sent has been taken', () => {
    const taken = `C: tgkill(A, A, SIGUSR1) = 0\n${STRAY.replace('SI_USER', 'SI_TKILL')}`;
    expect(broken(`${taken}\nA: alarm(1000)\n${STRAY}\nA: alarm = 0`, LEFT_TO_VFORK)).toBe('alarm/set');
  });

  test('is the fault of the call where nobody has sent anything', () => {
    expect(broken(`A: alarm(1000)\n${STRAY}\nA: alarm = 0`, LEFT_TO_VFORK)).toBe('alarm/set');
  });
});

test('ENOSYS that Linux promises as well is another choice of refusal, and no missing call', () => {
  const both = 'A: futex(private(0), FUTEX_WAIT|FUTEX_CLOCK_REALTIME, 0, unmapped) = ENOSYS';
  expect(broken(both, 'A: getpid() = any')).toBe('differs');
});

const LEFT = 'A: pipe2(0, fildes: unmapped) = EFAULT';

describe('a descriptor that is open and should be free', () => {
  test.each([
    ['is used', 'A: dup(3) = 5'],
    ['is not given', 'A: dup(0) = 5'],
    ['is not given to a pipe', 'A: pipe() = 0 [5, 6]'],
    ['is not given to a child', 'A: fork() = B\nB: openat(AT_FDCWD, ".", O_RDONLY, 0) = 5'],
    ['leaves none', 'A: setrlimit(RLIMIT_NOFILE, {cur: 4, max: 4096}) = 0\nA: dup(0) = EMFILE'],
  ])('was left by the call that was refused after it had opened some: it %s', (_what, seen) => {
    expect(broken(seen, LEFT)).toBe('pipe2/fault');
  });

  test('is the fault of the call where none was refused so', () => {
    expect(broken('A: dup(0) = 5', 'A: openat(AT_FDCWD, unmapped, O_RDONLY, 0) = EFAULT')).toBe(
      'dup/duplicate',
    );
  });

  test('is nothing that another wrong answer shows', () => {
    expect(broken('A: dup(0) = EINVAL', LEFT)).toBe('dup/duplicate');
    expect(broken('A: close(0) = 5', LEFT)).toBe('close/closed');
  });
});

describe('who waits and does not come back', () => {
  const WAITS = 'A: fork() = B\nA: fork() = C\nA: waitid(P_ALL, 0, WCONTINUED) ...';

  test('because nobody has ended is not at fault, whatever its name', () => {
    const before = `${WAITS}\nC: kill(B, SIGKILL) = 0\nB: ! ended zombie`;
    expect(broken('C: kill(C, SIGKILL) = 0', before)).toBe('kill/sent');
  });

  test('although the others have ended is', () => {
    const before = `${WAITS}\nC: kill(B, SIGKILL) = 0\nB: ! ended zombie`;
    expect(broken('C: kill(C, SIGKILL)\nC: ! ended zombie', before)).toBe('waitid/no-child');
  });
});

describe('a call that comes back', () => {
  test('where somebody else was due is the one that did another thing', () => {
    const before = 'A: fork() = B\nB: fork() = C\nB: wait4(C, 0) ...';
    expect(broken('C: rt_tgsigqueueinfo(C, C, SIGUSR2, {code: -49}) = E2BIG', before)).toBe(
      'rt_tgsigqueueinfo/sent',
    );
  });

  test('as it should, but without somebody else who is due, does not break a promise of its own', () => {
    const before = 'A: fork() = B\nB: fork() = C\nB: wait4(C, 0) ...';
    expect(broken('A: kill(C, SIGKILL) = 0\nC: ! ended gone', before)).toBe('wait4/child');
  });
});

function broken(seen: string, before = ASLEEP): string | undefined {
  const parsed = parseScenario(`${before}\n${seen}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const steps = parsed.scenario.steps.map(({ expect: events }) => events ?? []);
  const verdict = judge.judge(parsed.scenario, { steps, ended: { how: 'complete' } });
  return verdict.kind === 'diverges' ? verdict.divergence.clause : verdict.kind;
}
