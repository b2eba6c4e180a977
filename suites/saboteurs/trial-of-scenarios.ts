/** Scenarios put to a saboteur one after the other, each with the verdict on its answers. */
import { loadFormats } from '../../src/grammar/index.js';
import { createKernel } from '../../src/kernel/index.js';
import { createJudge, renderProc, type Verdict } from '../../src/oracle/index.js';
import type { Scenario } from '../../src/scenario/index.js';
import type { Spec } from '../../src/spec/index.js';
import { createModelTarget } from '../../src/target/index.js';
import type { Saboteur } from './saboteur.js';

/** Makes a function that gives the verdicts on a kernel, one for each of `scenarios`; judged by `spec` as root's. */
export function verdictsOf(
  spec: Spec,
  profile: string,
  scenarios: readonly Scenario[],
): (accused: Pick<Saboteur, 'kernel'>) => Promise<Verdict[]> {
  const formats = loadFormats();
  const judge = createJudge(spec, createKernel(spec), formats, { privileged: true });
  return async ({ kernel }) => {
    const target = createModelTarget({
      kernel: kernel(spec),
      profile,
      renderProc: (file, facts) => renderProc(formats, facts, file),
    });
    const verdicts: Verdict[] = [];
    for (const scenario of scenarios) verdicts.push(judge.judge(scenario, await target.run(scenario)));
    return verdicts;
  };
}
