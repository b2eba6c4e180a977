/** Whose promise is broken where a signal ends a sleep that it should not have ended. */
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

function broken(seen: string): string | undefined {
  const parsed = parseScenario(`${ASLEEP}\n${seen}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const steps = parsed.scenario.steps.map(({ expect: events }) => events ?? []);
  const verdict = judge.judge(parsed.scenario, { steps, ended: { how: 'complete' } });
  return verdict.kind === 'diverges' ? verdict.divergence.clause : verdict.kind;
}
