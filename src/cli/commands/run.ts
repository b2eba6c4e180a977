/** `abide run`: the trial. */
import type { Command } from 'commander';
import { runResult } from '../../report/index.js';
import type { TrialResult } from '../../trial/index.js';
import { assemble, heed, type Assembly } from '../assembly.js';
import { expectedOf } from '../expectations.js';
import { CannotDo, isTrouble, troubleLine, type ExitStatus, type Io, type Trouble } from '../io.js';
import { seconds, wholeNumber } from '../numbers.js';
import { putOnTrial } from '../put-on-trial.js';
import { checkSuites, SUITE_NAMES } from '../suite-list.js';
import { defaultTargets, targetNames, withTarget } from '../target-list.js';
import { tellResult } from '../tell-result.js';

/** Generated scenarios of a run that says neither a number nor a time. */
const SCENARIOS = 2500;
const LARGEST_SEED = 0x7fffffff;

/** What can be asked of a run. */
export interface RunOptions {
  readonly target?: string;
  readonly seed?: number;
  readonly scenarios?: number;
  readonly time?: number;
  readonly report: string;
  readonly expect?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountRun(program: Command, io: Io): void {
  program
    .command('run')
    .description('put kernels on trial: a written scenario for every clause, then generated ones')
    .argument('[suite...]', `what to try: ${SUITE_NAMES.join(', ')} (default: all)`)
    .option('-t, --target <names>', 'the kernels, separated by commas (default: host; without Linux: model)')
    .option('--seed <number>', 'makes the same scenarios again', wholeNumber(0))
    .option('--scenarios <number>', `generated scenarios (default: ${SCENARIOS})`, wholeNumber(0))
    .option('--time <seconds>', 'how long scenarios are tried, instead of how many', seconds)
    .option('--report <dir>', 'where the report is written', 'reports/latest')
    .option('--expect <file>', 'what is expected, instead of suites/expectations/TARGET.yaml')
    .option('--json', 'print the result as one JSON document')
    .action(async (suites: string[], options: RunOptions) => {
      io.exit(await run(io, suites, options));
    });
}

async function run(io: Io, suites: readonly string[], options: RunOptions): Promise<ExitStatus> {
  const names = targetNames(options.target, defaultTargets());
  checkSuites(suites);
  const assembly = await assemble(io);
  const seed = options.seed ?? Math.floor(Math.random() * LARGEST_SEED);
  const { time, scenarios = time === undefined ? SCENARIOS : undefined } = options;
  const wish = { suites, seed, scenarios, seconds: time, report: options.report };
  const trials: TrialResult[] = [];
  const troubles: Trouble[] = [];
  for (const name of names) {
    const interrupted = new CannotDo(
      `interrupted before ${trials.length === 0 ? 'anything' : name} was tried`,
    );
    try {
      await heed(io.signal);
      trials.push(await withTarget(io, assembly, name, (target) => putOnTrial(io, assembly, target, wish)));
    } catch (error) {
      if (!isTrouble(error)) throw error;
      troubles.push(io.signal.aborted ? interrupted : error);
    }
    if (io.signal.aborted) break;
  }
  const status = trials.length === 0 ? 2 : await tell(io, assembly, trials, options);
  for (const trouble of troubles) io.stderr(troubleLine(trouble));
  return status === 0 && troubles.length > 0 ? 2 : status;
}

function tell(
  io: Io,
  assembly: Assembly,
  trials: readonly TrialResult[],
  options: RunOptions,
): Promise<ExitStatus> {
  const expected = new Map(trials.map((trial) => expectedOf(assembly, trial, options.expect, false)));
  return tellResult(io, runResult(assembly.spec, trials, new Date(), expected), options);
}
