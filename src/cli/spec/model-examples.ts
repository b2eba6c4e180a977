/** Examples judged by the reference kernel. */
import type { Machine } from '../../abi/index.js';
import { loadFormats } from '../../grammar/index.js';
import { createKernel } from '../../kernel/index.js';
import { createJudge } from '../../oracle/index.js';
import type { Spec } from '../../spec/index.js';
import type { ExampleChecker } from './check.js';
import { exampleChecker } from './run-example.js';

/** The machines on which an example may show what it shows: clauses can ask for one or the other. */
const MACHINES: readonly Machine[] = [
  { privileged: true },
  { privileged: true, withheld: ['CAP_SYS_RESOURCE'] },
  { privileged: false },
];

/** What checks the examples of `spec` on its own model: each must hold on one of the machines. */
export function modelExamples(spec: Spec): ExampleChecker {
  const [kernel, formats] = [createKernel(spec), loadFormats()];
  const judges = MACHINES.map((machine) => createJudge(spec, kernel, formats, machine));
  return exampleChecker(spec, judges);
}
