/**
 * The suite on the kernels of this tree: the model and the running kernel, or those that ABIDE_TARGETS names
 * (`ABIDE_TARGETS=host npm run suites`).
 */
import { test } from '@jest/globals';
import {
  createHostTarget,
  createModel,
  loadSpec,
  problemText,
  type Spec,
  type Target,
} from '../src/index.js';
import { describeSuite } from './describe-suite.js';

const TARGETS: Readonly<Record<string, (spec: Spec) => Target>> = {
  model: (spec) => createModel(spec),
  host: (spec) => createHostTarget({ abi: spec.abi }),
};

// The one place of suites/ that reads the environment.
const wanted = (process.env['ABIDE_TARGETS'] ?? 'model,host').split(',').map((name) => name.trim());
const loaded = loadSpec();

/** A loaded machine may take its time, in ms; nothing is measured by it. */
const PATIENCE = 600_000;

for (const name of wanted) {
  const create = TARGETS[name];
  if (!loaded.ok) test('spec/ can be loaded', () => reject(loaded.problems.map(problemText).join('\n')));
  else if (create === undefined)
    test(name, () => reject(`no target is called ${name}; there are model and host`));
  else describeSuite(create(loaded.spec), { timeout: PATIENCE });
}

function reject(why: string): never {
  throw new Error(why);
}
