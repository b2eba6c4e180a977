/** Variations try what no example shows, each thing once, and never what the text leaves open. */
import { describe, expect, test } from '@jest/globals';
import { misfits, printAction } from '../scenario/index.js';
import type { Kernel } from '../kernel/index.js';
import { fixtureKernel } from './fixtures/fixture-kernel.js';
import { fixtureSpec } from './fixtures/fixture-spec.js';
import { createGenerator } from './generator.js';

const SETTING = { profile: 'fixture-1', privileged: true };
const SPEC = fixtureSpec([
  'A: give(9, "x") = EBADF',
  'A: make(0) = 0 [3, 4]\nA: give(4, unmapped, count: 1) = EFAULT',
  'A: shut(7777)',
]);

/** The last calls of the variations; `kernel` refuses otherwise as well. */
function varied(kernel: Kernel): string[] {
  return createGenerator(SPEC, kernel)
    .variations(SETTING)
    .map(({ scenario }) => scenario.steps.map(({ action }) => printAction(action)).join('; '));
}

const toy = fixtureKernel(SPEC);
/** Of a descriptor that is not open and memory that is bad either may be told. */
const careful: Kernel = {
  ...toy,
  otherRefusals(world, action) {
    const [outcome] = toy.step(world, action);
    const isBad = action.kind === 'call' && action.call.args[1]?.kind === 'place';
    if (outcome === undefined || !isBad || !outcome.clauses.includes('give/bad-fd')) return [];
    return [{ ...outcome, precedence: { clause: 'give/fault' } }];
  },
};

describe('variations', () => {
  test('are scenarios that fit, without those that the text leaves open', () => {
    const variations = createGenerator(SPEC, careful).variations(SETTING);
    expect(variations.length).toBeGreaterThan(5);
    expect(variations.flatMap(({ scenario }) => misfits(scenario))).toEqual([]);
    expect(varied(careful).filter((text) => text.includes('7777'))).toEqual([]);
  });

  test('try where two refusals hold at once, with as many bytes as before', () => {
    expect(varied(careful)).toContain('A: give(9, unmapped, count: 1)');
  });

  test('try bad memory of every kind where none may be needed', () => {
    const taken = varied(toy).filter((text) =>
      /^A: make\(0\); A: branch\(\) -> B; B: take\(3, 16, buf/.test(text),
    );
    expect(taken.map((text) => text.split('buf: ')[1])).toEqual([
      'null)',
      'unmapped)',
      'read-only)',
      'straddling(1))',
    ]);
  });

  test('show nothing twice', () => {
    const all = varied(careful);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((text) => text.includes('give(9')).length).toBeLessThanOrEqual(5);
  });

  test('begin with the shortest', () => {
    const lengths = varied(toy).map((text) => text.split('; ').length);
    expect(lengths).toEqual([...lengths].sort((one, other) => one - other));
  });
});
