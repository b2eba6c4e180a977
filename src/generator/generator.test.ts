/** What is generated is valid, stays valid when it shrinks, reaches what it aims at, and never speaks of strangers. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bindArguments, type Value } from '../abi/index.js';
import type { KernelAction } from '../kernel/index.js';
import { misfits, printScenario, type Scenario } from '../scenario/index.js';
import { weightsOf } from './emphasis.js';
import { parseExamples } from './examples.js';
import { fixtureKernel } from './fixtures/fixture-kernel.js';
import { fixtureSpec } from './fixtures/fixture-spec.js';
import { createGenerator } from './generator.js';

const SETTING = { profile: 'fixture-1', privileged: true };
const SPEC = fixtureSpec();
const GENERATOR = createGenerator(SPEC, fixtureKernel(SPEC));
const SCENARIOS = GENERATOR.scenarios({ setting: SETTING, steps: 16 });
const SAMPLE = fc.sample(SCENARIOS, { seed: 1, numRuns: 600 });

function callsOf(scenario: Scenario): Extract<KernelAction, { kind: 'call' }>[] {
  return scenario.steps.flatMap(({ action }) => (action.kind === 'call' ? [action] : []));
}

/** Runs a scenario in the toy kernel, which throws at calls that do not bind and actors that are not idle. */
function replay(scenario: Scenario): string[] {
  const kernel = fixtureKernel(SPEC);
  let world = kernel.initial(SETTING);
  return scenario.steps.flatMap(({ action }) => {
    const [outcome] = kernel.step(world, action);
    if (outcome === undefined || outcome.unspecified !== undefined) throw new Error('not specified');
    world = outcome.world;
    return outcome.clauses;
  });
}

function allValues(): Value[] {
  return SAMPLE.flatMap(callsOf).flatMap(({ call }) => [...call.args, ...Object.values(call.named)]);
}

describe('generated scenarios', () => {
  test('are valid: calls bind, actors exist and are idle, nothing is unspecified, limits are kept', () => {
    for (const scenario of SAMPLE) {
      expect(misfits(scenario)).toEqual([]);
      expect(scenario.steps.length).toBeLessThanOrEqual(16);
      expect(() => replay(scenario)).not.toThrow();
      for (const { call } of callsOf(scenario))
        expect(bindArguments(SPEC.abi.calls[call.name]!, call).ok).toBe(true);
    }
  });

  test('make every call, meet every clause of the toy, and are mostly long', () => {
    const clauses = new Set(SAMPLE.flatMap(replay));
    expect(new Set(SAMPLE.flatMap(callsOf).map(({ call }) => call.name))).toEqual(
      new Set(SPEC.syscalls.keys()),
    );
    for (const clause of [
      'tube/take/data',
      'take/interrupted',
      'give/passed',
      'shut/bad-fd',
      'leave/ok',
      'give/fault',
    ])
      expect(clauses).toContain(clause);
    const steps = SAMPLE.reduce((sum, scenario) => sum + scenario.steps.length, 0);
    expect(steps / SAMPLE.length).toBeGreaterThan(5);
    expect(SAMPLE.some(({ steps }) => steps.some(({ action }) => action.kind === 'look'))).toBe(true);
  });

  test('name no process but actors, nobody and everybody', () => {
    const allowed = new Set(['0', '-1', '4194304', '-4194304', '-2147483648']);
    for (const { call } of SAMPLE.flatMap(callsOf)) {
      const who = call.name === 'tell' ? call.args[0] : undefined;
      if (who?.kind === 'int') expect(allowed).toContain(String(who.value));
      else if (who !== undefined) expect(who.kind).toBe('actor');
    }
  });

  test('never write the flags of the agent, sometimes bad pointers, each kind', () => {
    const text = SAMPLE.map(printScenario).join('');
    expect(text).not.toContain('SA_RESTORER');
    const places = new Set(allValues().flatMap((value) => (value.kind === 'place' ? [value.place] : [])));
    expect(places).toEqual(new Set(['null', 'unmapped', 'read-only', 'straddling']));
    expect(text).toMatch(/prepare\(SIG\w+, \{handler: handler, flags: SA_RESTART, mask: \[SIGUSR1\]\}\)/);
    expect(text).toContain('AT_FDCWD');
  });

  test('shrink to the smallest that fails, and every smaller one is valid', () => {
    const fails = (scenario: Scenario): boolean => replay(scenario).includes('take/interrupted');
    const result = fc.check(
      fc.property(SCENARIOS, (scenario) => !fails(scenario)),
      { seed: 7, numRuns: 5000 },
    );
    const smallest = result.counterexample?.[0];
    expect(smallest?.steps.length).toBeLessThanOrEqual(5);
  });

  test('are the same for the same seed', () => {
    expect(fc.sample(SCENARIOS, { seed: 5, numRuns: 20 })).toEqual(
      fc.sample(SCENARIOS, { seed: 5, numRuns: 20 }),
    );
  });

  test('make the calls that are asked for, and no others', () => {
    const arbitrary = GENERATOR.scenarios({ setting: SETTING, steps: 8, calls: { make: 1, shut: 3 } });
    const names = fc
      .sample(arbitrary, { seed: 1, numRuns: 100 })
      .flatMap(callsOf)
      .map(({ call }) => call.name);
    expect(new Set(names)).toEqual(new Set(['make', 'shut']));
    expect(weightsOf(SPEC, 'signals')).toMatchObject({ tell: 6, make: 2 });
  });

  test('stay empty where no call can be drawn', () => {
    const arbitrary = GENERATOR.scenarios({ setting: SETTING, steps: 8, calls: {} });
    expect(fc.sample(arbitrary, { seed: 1, numRuns: 1 })[0]?.steps).toEqual([]);
  });
});

describe('aimed scenarios', () => {
  test.each([
    'give/fault',
    'tube/take/data',
    'take/interrupted',
    'shut/bad-fd',
    'branch/child',
    'tell/nobody',
  ])('end in the step that fires %s', (clause) => {
    const arbitrary = GENERATOR.scenarios({ setting: SETTING, steps: 8, aim: clause });
    const scenarios = fc.sample(arbitrary, { seed: 3, numRuns: 60 });
    const hits = scenarios.filter((scenario) => replay(scenario).includes(clause));
    expect(hits.length).toBeGreaterThanOrEqual(54);
    expect(new Set(hits.map(printScenario)).size).toBeGreaterThan(5);
  });
});

describe('directed scenarios', () => {
  test('tell the clauses that fire, along what the example expects', () => {
    const directed = GENERATOR.directed(SETTING);
    expect(directed.map(({ clauses, astray }) => [clauses.join(' '), astray])).toEqual([
      ['make/ok branch/child take/sleeps give/passed tube/take/data', undefined],
      ['make/ok branch/child take/sleeps take/interrupted', undefined],
      ['', 0],
    ]);
  });

  test('come from examples that can be read; the others are problems with their place in the file', () => {
    const { examples, problems } = parseExamples(
      fixtureSpec(['A: idle()\n  A: idle(', 'B: idle()']),
      'fixture-1',
    );
    expect(examples).toHaveLength(4);
    expect(problems).toEqual([
      expect.objectContaining({ file: 'spec/fixture.yaml', line: 11, column: 15 }),
      expect.objectContaining({
        line: 10,
        message: 'step 1 of this example: no earlier step makes the actor B',
      }),
    ]);
  });
});
