/** Deaths, and what else comes between: what is believed of them, and what is not. */
import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../oracle/index.js';
import { parseScenario, type Scenario } from '../scenario/index.js';
import { TargetFailure } from '../target/index.js';
import { confirm } from './confirm.js';
import type { Failure } from './failure.js';
import { mindful } from './mindful.js';
import { patient } from './patient.js';
import { Interrupted, type Probe, type Probed } from './probe.js';
import { wary } from './wary.js';

const parsed = parseScenario('A: getpid()\n');
if (!parsed.ok) throw new Error('the scenario does not parse');
const { scenario } = parsed;

describe('a death', () => {
  test('that comes twice is believed, where the target survives a scenario that asks nothing', async () => {
    const { probe, asked } = probing(({ steps }) => (steps.length > 0 ? 'crash' : 'conforms'));
    expect((await wary(probe)(scenario)).verdict.kind).toBe('crash');
    expect(asked).toEqual([1, 1, 0]);
  });

  test('that does not come again is no verdict', async () => {
    const { probe, asked } = probing(() => (asked.length === 1 ? 'crash' : 'diverges'));
    expect(await wary(probe)(scenario)).toMatchObject({
      verdict: { kind: 'inconclusive', reason: 'it did so once, and not again: killed' },
      failures: [],
    });
  });

  test('of whatever is asked is a failure of the target', async () => {
    const { probe } = probing(() => 'crash');
    await expect(wary(probe)(scenario)).rejects.toThrow('the target dies of a scenario that asks nothing');
  });
});

describe.each(['memory', 'processes'] as const)('while the machine is short of %s, a failure', (what) => {
  /** A probe that answers the first, second, ... time like this, the machine being short while it does, or not. */
  const among = (...times: (readonly [Answer, 'want' | 'peace'])[]): Probe => {
    const counts = { memory: 7, processes: 3 };
    const { probe, asked } = probing(() => {
      const [answer, weather] = times[asked.length - 1] ?? ['conforms', 'peace'];
      if (weather === 'want') counts[what] += 1;
      return answer;
    });
    return mindful(probe, { shortages: () => ({ ...counts }) });
  };

  test('is believed where it was not', async () => {
    const probe = among(['diverges', 'peace'], ['crash', 'peace']);
    expect((await probe(scenario)).failures).toHaveLength(1);
    expect((await probe(scenario)).verdict.kind).toBe('crash');
  });

  test('is believed if it comes again in peace', async () => {
    const probe = among(['conforms', 'want'], ['diverges', 'peace'], ['diverges', 'peace']);
    expect((await probe(scenario)).verdict.kind).toBe('conforms');
    expect((await probe(scenario)).verdict.kind).toBe('diverges');
  });

  const named = { memory: /not again: memory is short/, processes: /not again: the cgroup may have no more/ };
  test.each(['diverges', 'crash'] as const)('that does not come again is no verdict: %s', async (kind) => {
    expect(await among([kind, 'want'])(scenario)).toMatchObject({
      verdict: { kind: 'inconclusive', reason: expect.stringMatching(named[what]) as unknown },
      failures: [],
    });
  });

  test('that comes with another such want is a failure of the target', async () => {
    const probe = among(['crash', 'want'], ['diverges', 'want'], ['diverges', 'peace']);
    await expect(probe(scenario)).rejects.toThrow(TargetFailure);
    expect((await probe(scenario)).verdict.kind).toBe('diverges');
  });
});

describe('a target that fails', () => {
  test('for good is not asked again', async () => {
    const { probe, asked } = probing(() => new TargetFailure('no compiler', 'install one', true));
    await expect(patient(probe)(scenario)).rejects.toThrow('no compiler');
    expect(asked).toHaveLength(1);
  });

  test('while a failure is confirmed takes nothing away from it: that run is made again', async () => {
    const { probe, asked } = probing(() => (asked.length % 2 === 1 ? 'inconclusive' : 'diverges'));
    expect(await confirm(probe, scenario, FAILURE)).toEqual({ runs: 3, again: 3 });
  });

  test('from then on leaves it unconfirmed, and one that is interrupted is', async () => {
    const { probe, asked } = probing(() => (asked.length > 1 ? new TargetFailure('gone') : 'diverges'));
    expect(await confirm(probe, scenario, FAILURE)).toEqual({ runs: 1, again: 1 });
    const stopped = probing(() => new Interrupted('stop')).probe;
    await expect(confirm(stopped, scenario, FAILURE)).rejects.toThrow(Interrupted);
  });
});

const FAILURE: Failure = {
  kind: 'diverges',
  clause: 'getpid/answer',
  step: 0,
  observed: [],
  allowed: [],
  difference: 'another number',
  first: true,
};

type Answer = 'conforms' | 'crash' | 'diverges' | 'inconclusive' | Error;

/** A probe that answers so, and how many steps it was asked. */
function probing(answer: (scenario: Scenario) => Answer): { probe: Probe; asked: number[] } {
  const asked: number[] = [];
  const probe: Probe = (one) => {
    asked.push(one.steps.length);
    const kind = answer(one);
    return kind instanceof Error ? Promise.reject(kind) : Promise.resolve(probed(kind));
  };
  return { probe, asked };
}

function probed(kind: Exclude<Answer, Error>): Probed {
  const { step, clause, observed, allowed, difference } = FAILURE;
  const verdicts: Readonly<Record<typeof kind, Verdict>> = {
    conforms: { kind: 'conforms', fired: [] },
    crash: { kind: 'crash', fired: [], step: 0, reason: 'killed' },
    inconclusive: { kind: 'inconclusive', fired: [], reason: 'hung' },
    diverges: {
      kind: 'diverges',
      fired: [],
      divergence: { step, clause, observed, allowed, difference },
      later: [],
    },
  };
  return {
    observation: { steps: [], ended: { how: 'complete' } },
    verdict: verdicts[kind],
    failures: kind === 'diverges' || kind === 'crash' ? [FAILURE] : [],
  };
}
