/** Whose promise is broken where a signal ends a sleep that it should not have ended, or runs a handler where none is due. */
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

function broken(seen: string, before = ASLEEP): string | undefined {
  const parsed = parseScenario(`${before}\n${seen}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const steps = parsed.scenario.steps.map(({ expect: events }) => events ?? []);
  const verdict = judge.judge(parsed.scenario, { steps, ended: { how: 'complete' } });
  return verdict.kind === 'diverges' ? verdict.divergence.clause : verdict.kind;
}
