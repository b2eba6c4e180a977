/** Variations see a kernel that only tries its refusals in another order, where no example of the text does. */
import { describe, expect, test } from '@jest/globals';
import { createGenerator } from '../../src/generator/index.js';
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { createJudge, renderProc } from '../../src/oracle/index.js';
import type { Scenario } from '../../src/scenario/index.js';
import { loadSpec } from '../../src/spec/index.js';
import { createModelTarget, type Target } from '../../src/target/index.js';
import { alterOrder } from './alter.js';
import { misled, type Saboteur } from './saboteur.js';

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
const kernel = createKernel(spec);
const formats = loadFormats();
const judge = createJudge(spec, kernel, formats, SETTING);
const generator = createGenerator(spec, kernel);
const examples = generator.directed(SETTING).map(({ scenario }) => scenario);
const variations = generator.variations(SETTING).map(({ scenario }) => scenario);

describe('variations', () => {
  test('see that execve looks at its arguments too early, which no example does', async () => {
    expect(await seen(HASTY, variations)).toContain(HASTY.breaks);
    expect(await seen(HASTY, examples)).toEqual([]);
  });

  test('see nothing wrong with the reference kernel', async () => {
    expect(await seen({ kernel: createKernel }, variations)).toEqual([]);
  });
});

/** The clauses that a kernel breaks in `scenarios`. */
async function seen(
  { kernel: hasty }: Pick<Saboteur, 'kernel'>,
  scenarios: readonly Scenario[],
): Promise<string[]> {
  const target: Target = createModelTarget({
    kernel: hasty(spec),
    profile: SETTING.profile,
    renderProc: (file, facts) => renderProc(formats, facts, file),
  });
  const broken = new Set<string>();
  for (const scenario of scenarios) {
    const verdict = judge.judge(scenario, await target.run(scenario));
    if (verdict.kind === 'diverges' || verdict.kind === 'differs') broken.add(verdict.divergence.clause);
  }
  return [...broken];
}
