/** `abide spec`: its examples are run by the model and the judge. */
import type { Command } from 'commander';
import { createKernel } from '../../kernel/index.js';
import { createJudge } from '../../oracle/index.js';
import { loadFormats } from '../../grammar/index.js';
import type { Io } from '../io.js';
import { exampleChecker, specCommand } from '../spec/index.js';

/** Adds the command to `program`. */
export function mountSpec(program: Command, io: Io): void {
  const checker = (spec: Parameters<typeof exampleChecker>[0]) =>
    exampleChecker(spec, createJudge(spec, createKernel(spec), loadFormats(), { privileged: true }));
  program.addCommand(specCommand(io, { exampleChecker: checker }));
}
