import { describe, expect, test } from '@jest/globals';
import { int, type Event } from '../abi/index.js';
import { parseScenario, type Scenario } from '../scenario/index.js';
import { forkOf, type Fork } from './forking.js';

function scenario(text: string): Scenario {
  const parsed = parseScenario(text, 'linux-6.18');
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
}

/** A way on which each step returns the number given. */
function way(...results: number[]): { events: Event[] }[] {
  return results.map((result) => ({
    events: [
      {
        kind: 'returned',
        actor: 'A',
        call: 'getpid',
        result: { kind: 'value', value: int(result) },
        outputs: [],
      },
    ],
  }));
}

describe('a scenario forks', () => {
  const told = scenario('A: getpid() = 1\nA: getpid() = 2\nA: getpid() = 3');
  const at = (step: number): Fork => ({ step, shows: 'several things' });

  test('at the first step that expects what only some ways show', () => {
    expect(forkOf(told, [way(1, 2, 3), way(1, 2, 4)])).toEqual(at(2));
    expect(forkOf(told, [way(1, 2, 3), way(1, 5, 3)])).toEqual(at(1));
    expect(forkOf(told, [way(1, 5, 3), way(1, 2, 3)])).toEqual(at(1));
  });

  test('at the first step that the text leaves open', () => {
    expect(forkOf(told, [way(1, 2)])).toEqual({ step: 2, shows: 'anything' });
    expect(forkOf(told, [way(1), way(5)])).toEqual(at(0));
    expect(forkOf(told, [way(1), way(5)], 1)).toEqual({ step: 1, shows: 'anything' });
  });

  test('nowhere if all ways show the same, or if there is one only', () => {
    expect(forkOf(told, [way(1, 2, 3), way(1, 2, 3)])).toBeUndefined();
    expect(forkOf(told, [way(1, 2, 3)])).toBeUndefined();
  });

  test('nowhere if no way shows it: it is about another caller, or another kernel', () => {
    expect(forkOf(told, [way(1, 5, 3), way(1, 6, 3)])).toBeUndefined();
  });

  test('not before the step that is in question, and then along what was expected before', () => {
    expect(forkOf(told, [way(1, 2, 3), way(1, 5, 6)], 2)).toBeUndefined();
    expect(forkOf(told, [way(1, 2, 3), way(1, 5, 6), way(1, 2, 4)], 2)).toEqual(at(2));
  });

  test('not where anything may be seen, and not at a look', () => {
    const open = scenario('A: look stat\nA: getpid() = any');
    expect(forkOf(open, [way(1, 2), way(3, 4)])).toBeUndefined();
  });
});
