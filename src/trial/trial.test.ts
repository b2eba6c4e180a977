/** The trial with a toy judge and a toy target: steps are numbers to be echoed. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { int, type Event } from '../abi/index.js';
import type { Judge, Verdict } from '../oracle/index.js';
import type { Observation, Scenario, Step } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { TargetFailure, type Target } from '../target/index.js';
import type { TrialEvent } from './event.js';
import type { LawChecker } from './law.js';
import { runTrial, type TrialRequest } from './trial.js';
import type { TrialResult } from './result.js';

const honest = (number: number): number => number;

describe('a trial', () => {
  test('of an honest target finds nothing, and counts what it tried and what fired', async () => {
    const { result } = await trial(honest, { scenarios: 50 });
    expect(result).toMatchObject({ ended: { how: 'complete' }, written: 1, generated: 50, findings: [] });
    expect(result.verdicts.conforms).toBe(51);
    expect(result.fired['echo/same']).toBeGreaterThan(10);
  });

  test('confirms, and shrinks on the target to the smallest scenario that shows the same clause', async () => {
    const { result } = await trial((n) => (n >= 10 ? 0 : n), { scenarios: 100 });
    expect(result.findings).toHaveLength(1);
    const cause = result.findings[0]?.causes[0];
    expect(result.findings[0]?.clause).toBe('echo/same');
    expect(cause?.shrunk).toBe(true);
    expect(numbersOf(cause?.scenario)).toEqual([10]);
  });

  test('tries the same scenarios for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all(
      [1, 1, 2].map((seed) => trial(honest, { seed, scenarios: 20 })),
    );
    expect(first?.tried).toEqual(again?.tried);
    expect(first?.tried).not.toEqual(other?.tried);
  });

  test('reports what does not happen every time as unstable, apart', async () => {
    let calls = 0;
    const { result } = await trial((n) => (n >= 10 && calls++ === 0 ? 0 : n), { scenarios: 100 });
    expect(result.findings).toEqual([]);
    expect(result.unstable).toMatchObject([{ again: 0, runs: 3, failure: { clause: 'echo/same' } }]);
  });

  test('asks the laws as well', async () => {
    const law: LawChecker = {
      id: 'number/small',
      check: (scenario) => {
        const step = numbersOf(scenario).findIndex((number) => number > 50);
        return step < 0 ? undefined : { step, why: 'too large' };
      },
    };
    const { result } = await trial(honest, { scenarios: 100, laws: [law] });
    expect(result.findings).toMatchObject([{ clause: 'number/small', kind: 'law' }]);
    expect(numbersOf(result.findings[0]?.causes[0]?.scenario)).toEqual([51]);
  });

  test('ends at once when it is interrupted, with what was found so far', async () => {
    const stop = new AbortController();
    const never: Target = { ...target(honest), run: () => new Promise(() => undefined) };
    const running = trial(honest, { signal: stop.signal, target: never });
    stop.abort();
    expect((await running).result.ended).toEqual({ how: 'interrupted' });
  });

  test('ends with what was found where a bug of ours comes between', async () => {
    let calls = 0;
    const law: LawChecker = {
      id: 'number/small',
      check: () => {
        if (calls++ > 60) throw new Error('nobody thought of that');
        return undefined;
      },
    };
    const { result } = await trial((n) => (n >= 10 ? 0 : n), { scenarios: 100, laws: [law] });
    expect(result.ended).toEqual({ how: 'failed', reason: 'a bug of abide: Error: nobody thought of that' });
    expect(result.findings).toHaveLength(1);
  });

  test('ends when the target fails again and again, and says what to do', async () => {
    const broken: Target = {
      ...target(honest),
      run: () => Promise.reject(new TargetFailure('no compiler', 'install gcc')),
    };
    const { result } = await trial(honest, { target: broken });
    expect(result.ended).toEqual({ how: 'failed', reason: 'no compiler', remedy: 'install gcc' });
  });

  test('explains every scenario that has no verdict, and keeps the first of them whole', async () => {
    const { verdicts, undecided, inconclusive } = (
      await trial(honest, { scenarios: 100, judge: { ...JUDGE, judge: undecidedAbove(10) } })
    ).result;
    expect(verdicts.inconclusive).toBeGreaterThan(20);
    expect(Object.values(undecided).reduce((sum, count) => sum + count, 0)).toBe(verdicts.inconclusive);
    expect(Object.keys(undecided).sort()).toEqual(['too large', 'too long']);
    expect(inconclusive).toHaveLength(20);
    expect(inconclusive.every(({ reason }) => reason in undecided)).toBe(true);
  });

  test('a failure of the target is the reason why a scenario has no verdict', async () => {
    let calls = 0;
    const steady = target(honest);
    const shaky: Target = {
      ...steady,
      run: (scenario) =>
        calls++ === 3 ? Promise.reject(new TargetFailure('the agent was lost')) : steady.run(scenario),
    };
    const { result } = await trial(honest, { scenarios: 20, target: shaky });
    expect(result.undecided).toEqual({ 'the agent was lost': 1 });
    expect(result.ended).toEqual({ how: 'complete' });
  });

  test('aims at clauses that no written scenario fired', async () => {
    const { aimed } = await trial(honest, { scenarios: 1, aims: ['echo/same', 'echo/never'] });
    expect(aimed).toEqual(['echo/never']);
  });
});

describe('a thrifty trial', () => {
  const thrift = { tries: 3, shrinkingRuns: 100 };

  test('makes a finding smaller when everything was tried, and tells of it at once', async () => {
    const { result, tried, events } = await trial((n) => (n >= 10 ? 0 : n), { scenarios: 100, thrift });
    expect(result.findings).toHaveLength(1);
    expect(numbersOf(result.findings[0]?.causes[0]?.scenario)).toEqual([10]);
    expect(tried.indexOf('10')).toBeGreaterThan(100);
    expect(events.filter(({ kind }) => kind === 'finding')).toHaveLength(1);
  });

  test('tries every clause that did not fire often enough several times', async () => {
    const aims = ['echo/same', 'echo/never'];
    const { aimed } = await trial(honest, { scenarios: 0, aims, thrift, width: 1 });
    expect(aimed.filter((clause) => clause === 'echo/never')).toHaveLength(3);
    expect(aimed.filter((clause) => clause === 'echo/same')).toHaveLength(1);
  });

  test('leaves what never happens again alone after a few attempts', async () => {
    const seen = new Set<string>();
    const once = (scenario: Scenario): boolean => {
      const key = numbersOf(scenario).join();
      return !seen.has(key) && seen.add(key).size > 0;
    };
    const judge: Judge['judge'] = (scenario, observation) => {
      const verdict = JUDGE.judge(scenario, observation);
      return verdict.kind === 'diverges' && !once(scenario) ? { kind: 'conforms', fired: [] } : verdict;
    };
    const lucky = { ...JUDGE, judge };
    const { result } = await trial((n) => (n >= 10 ? 0 : n), { scenarios: 100, judge: lucky, thrift });
    expect([result.findings.length, result.unstable.length]).toEqual([0, 4]);
  });
});

interface Ran {
  readonly result: TrialResult;
  readonly tried: readonly string[];
  readonly aimed: readonly string[];
  readonly events: readonly TrialEvent[];
}

async function trial(answer: (number: number) => number, change: Partial<TrialRequest>): Promise<Ran> {
  const tried: string[] = [];
  const aimed: string[] = [];
  const events: TrialEvent[] = [];
  const result = await runTrial({
    spec: { abi: { calls: {} } } as Spec,
    source: {
      scenarios: ({ steps, aim }) => {
        if (aim !== undefined) aimed.push(aim);
        return fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: steps }).map(scenarioOf);
      },
    },
    judge: JUDGE,
    target: target(answer, (scenario) => tried.push(numbersOf(scenario).join())),
    laws: [],
    suites: [{ name: 'toy', written: [{ scenario: scenarioOf([1]), from: 'toy:1' }], share: 1, steps: 8 }],
    seed: 1,
    aims: [],
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...change,
  });
  return { result, tried, aimed, events };
}

function target(
  answer: (number: number) => number,
  note: (scenario: Scenario) => void = () => undefined,
): Target {
  return {
    description: {
      name: 'toy',
      available: true,
      version: '1',
      profile: 'toy',
      capabilities: { pidNamespace: true, blocking: 'known', privileged: true, lacks: [] },
    },
    run: (scenario) => {
      note(scenario);
      const steps = numbersOf(scenario).map((number) => [echo(answer(number))]);
      return Promise.resolve<Observation>({ steps, ended: { how: 'complete' } });
    },
    close: () => Promise.resolve(),
  };
}

/** Cannot say anything of large numbers, or of many. */
function undecidedAbove(limit: number): Judge['judge'] {
  return (scenario, observation) => {
    const numbers = numbersOf(scenario);
    const reason = numbers.some((number) => number > limit) ? 'too large' : 'too long';
    if (reason === 'too long' && numbers.length < 2) return JUDGE.judge(scenario, observation);
    return { kind: 'inconclusive', reason, fired: [] };
  };
}

const JUDGE: Judge = {
  judge(scenario, observation): Verdict {
    const numbers = numbersOf(scenario);
    const step = numbers.findIndex(
      (number, index) => JSON_OF(observation.steps[index]) !== JSON_OF([echo(number)]),
    );
    const fired = numbers.length > 0 ? ['echo/same'] : [];
    if (step < 0) return { kind: 'conforms', fired };
    const observed = observation.steps[step] ?? [];
    const divergence = { step, clause: 'echo/same', observed, allowed: [], difference: 'not the same' };
    return { kind: 'diverges', fired, divergence, later: [] };
  },
};

const JSON_OF = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

function echo(number: number): Event {
  return {
    kind: 'returned',
    actor: 'A',
    call: 'echo',
    result: { kind: 'value', value: int(number) },
    outputs: [],
  };
}

function scenarioOf(numbers: readonly number[]): Scenario {
  const steps = numbers.map((number): Step => ({
    action: { kind: 'call', actor: 'A', call: { name: 'echo', args: [int(number)], named: {} } },
  }));
  return { setting: { profile: 'toy' }, steps };
}

function numbersOf(scenario: Scenario | undefined): number[] {
  return (scenario?.steps ?? []).flatMap(({ action }) => {
    const arg = action.kind === 'call' ? action.call.args[0] : undefined;
    return arg?.kind === 'int' ? [Number(arg.value)] : [];
  });
}
