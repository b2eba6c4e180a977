/** Variations see a kernel that only tries its refusals in another order, where no example of the text does. */
import { describe, expect, test } from '@jest/globals';
import { createGenerator } from '../../src/generator/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { alterOrder } from './alter.js';
import { misled, type Saboteur } from './saboteur.js';
import { verdictsOf } from './trial-of-scenarios.js';

const HASTY = misled(
  {
    name: 'arguments-before-path',
    fault: 'execve looks at the arguments before it looks for the program.',
    breaks: 'execve/no-file',
  },
  (spec) => alterOrder(spec, 'execve/arguments-fault'),
);

const SETTING = { profile: 'linux-6.18', privileged: true };
const loaded = loadSpec();
if (!loaded.ok) throw new Error(loaded.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
const { spec } = loaded;
const generator = createGenerator(spec, createKernel(spec));
const onExamples = verdictsOf(spec, SETTING.profile, generator.directed(SETTING).map(scenarioOf));
const onVariations = verdictsOf(spec, SETTING.profile, generator.variations(SETTING).map(scenarioOf));

describe('variations', () => {
  test('see that execve looks at its arguments too early, which no example does', async () => {
    expect(await broken(onVariations, HASTY)).toContain(HASTY.breaks);
    expect(await broken(onExamples, HASTY)).toEqual([]);
  });

  test('see nothing wrong with the reference kernel', async () => {
    expect(await broken(onVariations, { kernel: createKernel })).toEqual([]);
  });
});

function scenarioOf<T>({ scenario }: { readonly scenario: T }): T {
  return scenario;
}

/** The clauses that a kernel breaks, or keeps in an order of its own. */
async function broken(
  verdicts: ReturnType<typeof verdictsOf>,
  saboteur: Pick<Saboteur, 'kernel'>,
): Promise<string[]> {
  return (await verdicts(saboteur)).flatMap((verdict) =>
    verdict.kind === 'diverges' || verdict.kind === 'differs' ? [verdict.divergence.clause] : [],
  );
}
