/** The matrix of eintr sees a wait of the wrong class in each cell that it makes wrong, and no other fault is needed. */
import { describe, expect, test } from '@jest/globals';
import { basisOf, createGenerator } from '../../src/generator/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { eintrMatrix } from '../eintr/matrix.js';
import { scenariosOf } from '../matrix.js';
import type { Saboteur } from './saboteur.js';
import { verdictsOf } from './trial-of-scenarios.js';
import { WAITS } from './waits.js';

const SETTING = { profile: 'linux-6.18', privileged: true };
const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
const { spec } = loaded;
const kernel = createKernel(spec);
const basis = basisOf(spec, kernel, createGenerator(spec, kernel).directed(SETTING), SETTING);
const cells = scenariosOf(eintrMatrix(basis));
const verdicts = verdictsOf(
  spec,
  SETTING.profile,
  cells.map(({ scenario }) => scenario),
);

describe('the matrix of eintr', () => {
  test.each(WAITS)('has a cell that $name makes fail', async (saboteur) => {
    const failed = await failedCells(saboteur);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(cells.length / 4);
  });

  test('has no cell that the reference kernel makes fail', async () => {
    expect(await failedCells({ kernel: createKernel })).toEqual([]);
  });
});

async function failedCells(saboteur: Pick<Saboteur, 'kernel'>): Promise<string[]> {
  const found = await verdicts(saboteur);
  return cells.flatMap(({ title }, index) => (found[index]?.kind === 'diverges' ? [title] : []));
}
