import { describe, expect, test } from '@jest/globals';
import { int, type Event } from '../abi/index.js';
import { parseScenario, type Scenario } from '../scenario/index.js';
import { forkOf } from './forking.js';

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
  const silent = scenario('A: getpid()\nA: getpid()\nA: getpid()');

  test('at the first step that may show several things', () => {
    expect(forkOf(silent, [way(1, 2, 3), way(1, 2, 4)])).toBe(2);
    expect(forkOf(silent, [way(1, 2, 3), way(1, 5, 3)])).toBe(1);
  });

  test('nowhere if all ways show the same, or if there is one only', () => {
    expect(forkOf(silent, [way(1, 2, 3), way(1, 2, 3)])).toBeUndefined();
    expect(forkOf(silent, [way(1, 2, 3)])).toBeUndefined();
  });

  test('not where it says itself what shall be seen, and then it goes the way of the first', () => {
    const told = scenario('A: getpid()\nA: getpid() = 2\nA: getpid()');
    expect(forkOf(told, [way(1, 2, 3), way(1, 5, 6)])).toBeUndefined();
    expect(forkOf(told, [way(1, 2, 3), way(1, 5, 6), way(1, 2, 4)])).toBe(2);
  });

  test('not at a look, of which nothing is expected', () => {
    const looking = scenario('A: look stat\nA: getpid() = 2');
    expect(forkOf(looking, [way(1, 2), way(3, 2)])).toBeUndefined();
  });
});
