/** Taking steps out, and the names of scenarios. */
import { describe, expect, test } from '@jest/globals';
import { canonical, fingerprint, withExpectations, withoutExpectations } from './canonical.js';
import { parseScenario, printScenario } from './notation/index.js';
import type { Scenario } from './scenario.js';
import { actorsOf, misfits, withoutSteps } from './steps.js';

const STORY = scenario(`A: pipe() = 0 [3, 4]
A: fork() = B
B: fork() = C
A: kill(C, SIGTERM) = 0
A: kill(B, 0) = 0
C: look status
`);

function scenario(text: string): Scenario {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.scenario;
}

function linesOf(story: Scenario): string[] {
  return printScenario(story).trimEnd().split('\n').slice(1);
}

describe('scenarios', () => {
  test('a removed step takes with it the actors it made and every step that needs them', () => {
    expect(linesOf(withoutSteps(STORY, [2]))).toEqual([
      'A: pipe() = 0 [3, 4]',
      'A: fork() = B',
      'A: kill(B, 0)',
    ]);
    expect(linesOf(withoutSteps(STORY, [1]))).toEqual(['A: pipe() = 0 [3, 4]']);
    expect(misfits(withoutSteps(STORY, [1]))).toEqual([]);
  });

  test('what nothing is taken from stays as it was', () => {
    expect(withoutSteps(STORY, [])).toEqual(STORY);
  });

  test('misfits are told by step', () => {
    const odd = scenario('B: pause()\nA: kill(B, 0)\nA: fork() -> B\nA: fork() -> B');
    expect(misfits(odd)).toEqual([
      { step: 0, reason: 'no earlier step makes the actor B' },
      { step: 1, reason: 'it names B, an actor that no earlier step makes' },
      { step: 3, reason: 'the actor B exists already' },
    ]);
    expect(actorsOf(STORY)).toEqual(['A', 'B', 'C']);
  });

  test('a fingerprint names what is asked, not what is expected', () => {
    expect(fingerprint(STORY)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(withoutExpectations(STORY))).toBe(fingerprint(STORY));
    expect(fingerprint(withoutSteps(STORY, [5]))).not.toBe(fingerprint(STORY));
    expect(fingerprint({ ...STORY, setting: { profile: 'other' } })).not.toBe(fingerprint(STORY));
  });

  test('what was seen becomes what shall be seen, in canonical order', () => {
    const bare = scenario('A: fork() -> B\nA: pause()');
    const seen = [
      [
        { kind: 'began', actor: 'B' },
        { kind: 'blocked', actor: 'A' },
      ],
    ] as const;
    const told = withExpectations(bare, { steps: seen, ended: { how: 'complete' } });
    expect(linesOf(told)).toEqual(['A: fork() -> B ...', 'B: ! began', 'A: pause()']);
    expect(canonical({ ...bare, steps: [{ ...bare.steps[0]!, expect: seen[0] }] }).steps[0]).toEqual(
      told.steps[0],
    );
  });
});
