/** Whether a scenario can be asked at all: known calls with arguments that fit, actors that exist. */
import { bindArguments, signatureFor } from '../abi/index.js';
import { misfits, nearest, type Scenario } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { CannotDo } from './io.js';

/** Throws CannotDo for the first step that cannot be asked, with what is wrong with it. */
export function checkScenario(spec: Spec, scenario: Scenario, path: string): void {
  const { profile } = scenario.setting;
  if (!spec.profiles.has(profile)) {
    throw new CannotDo(
      `${path}: unknown profile '${profile}'`,
      `the profiles are ${[...spec.profiles.keys()].join(', ')}`,
    );
  }
  const [misfit] = misfits(scenario);
  if (misfit !== undefined) throw new CannotDo(`${path}: step ${misfit.step + 1}: ${misfit.reason}`);
  for (const [step, { action }] of scenario.steps.entries()) {
    if (action.kind !== 'call') continue;
    const { name } = action.call;
    const signature = spec.abi.calls[name];
    const where = `${path}: step ${step + 1}`;
    if (signature === undefined) {
      const near = nearest(name, Object.keys(spec.abi.calls));
      throw new CannotDo(`${where}: there is no system call '${name}'`, near && `did you mean ${near}?`);
    }
    const binding = bindArguments(
      signatureFor(signature, action.call, spec.abi.constants.x86_64),
      action.call,
    );
    if (!binding.ok)
      throw new CannotDo(`${where}: ${binding.problem}`, `\`abide spec ${name}\` shows its arguments`);
  }
}
