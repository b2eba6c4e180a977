/** Which targets there are. */
import { describeHost } from './describe-host.js';
import { describeUml } from './guest/uml.js';
import { describeModel } from './model.js';
import type { TargetDescription } from './target.js';

/** Every target, available or not. `profile`: what the model is run as. Starts nothing. */
export function describeTargets(profile: string): TargetDescription[] {
  return [describeModel(profile), describeHost(), describeUml()];
}
