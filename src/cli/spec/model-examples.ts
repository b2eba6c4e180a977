/** Examples judged by the reference kernel. */
import { loadFormats } from '../../grammar/index.js';
import { createKernel } from '../../kernel/index.js';
import { createJudge } from '../../oracle/index.js';
import type { Spec } from '../../spec/index.js';
import type { ExampleChecker } from './check.js';
import { exampleChecker } from './run-example.js';

/** What checks the examples of `spec` on its own model. */
export function modelExamples(spec: Spec): ExampleChecker {
  const judge = createJudge(spec, createKernel(spec), loadFormats(), { privileged: true });
  return exampleChecker(spec, judge);
}
