/** The roll of calls: one that a target lacks is unsupported however it is refused, and is asked for only once. */
import { describe, expect, test } from '@jest/globals';
import { ARCHES, type Event } from '../abi/index.js';
import type { Judge } from '../oracle/index.js';
import { misfits, parseScenario, type Scenario } from '../scenario/index.js';
import { loadSpec } from '../spec/index.js';
import { compileScenario, type Target } from '../target/index.js';
import { createProbe, type Probe } from './probe.js';
import { bareScenario } from './roll.js';

const loaded = loadSpec();
if (!loaded.ok) throw new Error('spec/ has problems');
const { abi } = loaded.spec;
const { calls } = abi;

const parsed = parseScenario('A: setuid(1) = 0\nA: kcmp(A, A, KCMP_VM, 0, 0) = 0\n');
if (!parsed.ok) throw new Error('the scenario does not parse');
const { scenario } = parsed;

describe('a call that was refused wrongly', () => {
  test('is missing where the first actor, who may do everything, is answered ENOSYS', async () => {
    const { probe, asked } = probing('ENOSYS', 'ENOSYS');
    expect(await probe(scenario)).toMatchObject({
      verdict: { kind: 'unsupported', call: 'kcmp' },
      failures: [],
    });
    expect((await probe(scenario)).verdict.kind).toBe('unsupported');
    expect(asked).toEqual(['setuid kcmp', 'kcmp kcmp', 'setuid kcmp']);
  });

  test.each([
    ['EINVAL', 'EINVAL'],
    ['ENOSYS', 'ESRCH'],
    ['EINVAL', 'ENOSYS'],
  ])('is a failure where it is there: %s, %s', async (...bare) => {
    const { probe, asked } = probing(...bare);
    expect((await probe(scenario)).failures).toMatchObject([{ clause: 'kcmp/same-memory', step: 1 }]);
    expect((await probe(scenario)).verdict.kind).toBe('diverges');
    expect(asked).toEqual(['setuid kcmp', 'kcmp kcmp', 'setuid kcmp']);
  });
});

test('every call can be asked for nothing, and for nonsense, on both architectures', () => {
  for (const signature of Object.values(calls)) {
    const bare = bareScenario(signature, scenario.setting);
    expect(misfits(bare)).toEqual([]);
    for (const arch of ARCHES) expect(compileScenario(bare, abi, arch).steps).toHaveLength(2);
  }
});

/** A probe of a target where kcmp is refused with EPERM, and with `bare` in a scenario of its own; what it was asked for. */
function probing(...bare: readonly string[]): { probe: Probe; asked: string[] } {
  const asked: string[] = [];
  const target = {
    run: ({ steps }: Scenario) => {
      const names = steps.map(({ action }) => (action.kind === 'call' ? action.call.name : action.file));
      asked.push(names.join(' '));
      const seen = names[0] === 'kcmp' ? bare.map((errno) => [refused(errno)]) : [[], [refused('EPERM')]];
      return Promise.resolve({ steps: seen, ended: { how: 'complete' } });
    },
  } as Partial<Target> as Target;
  return { probe: createProbe(target, JUDGE, [], calls, new AbortController().signal), asked };
}

const JUDGE: Judge = {
  judge: (_scenario, { steps }, lacks) => {
    if (lacks?.has('kcmp') === true) return { kind: 'unsupported', call: 'kcmp', fired: [] };
    const divergence = {
      step: 1,
      clause: 'kcmp/same-memory',
      observed: steps[1] ?? [],
      allowed: [],
      difference: '',
    };
    return { kind: 'diverges', divergence, later: [], fired: [] };
  },
};

function refused(errno: string): Event {
  return { kind: 'returned', actor: 'A', call: 'kcmp', result: { kind: 'errno', errno }, outputs: [] };
}
