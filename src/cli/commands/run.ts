/** `abide run`: the trial. */
import type { Command } from 'commander';
import {
  clausesToReach,
  lastLine,
  plainText,
  runResult,
  summary,
  writeReport,
  type RunResult,
} from '../../report/index.js';
import { runTrial, type TrialResult } from '../../trial/index.js';
import { LAWS } from '../../../suites/laws/index.js';
import { assemble, heed, judgeFor, type Assembly } from '../assembly.js';
import { CannotDo, coloursOf, printJson, type ExitStatus, type Io } from '../io.js';
import { seconds, wholeNumber } from '../numbers.js';
import { reasonOf } from '../scenario-file.js';
import { checkSuites, SUITE_NAMES, suitesFor } from '../suite-list.js';
import { defaultTargets, targetNames, withTarget } from '../target-list.js';
import { tellTrial } from '../telling.js';

/** Generated scenarios of a run that says neither a number nor a time. */
const SCENARIOS = 2500;
const LARGEST_SEED = 0x7fffffff;
const SHOWN_WIDTH = 80;

/** What can be asked of a run. */
export interface RunOptions {
  readonly target?: string;
  readonly seed?: number;
  readonly scenarios?: number;
  readonly time?: number;
  readonly report: string;
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
    .option('--report <dir>', 'where result.json and findings/ are written', 'reports/latest')
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
  const trials: TrialResult[] = [];
  for (const name of names) {
    if (io.signal.aborted) break;
    trials.push(await tryTarget(io, assembly, name, suites, seed, options));
  }
  if (trials.length === 0) throw new CannotDo('interrupted before anything was tried');
  const result = runResult(assembly.spec, trials, new Date());
  await save(options.report, result);
  if (options.json === true) printJson(io, result);
  else
    io.stdout(`${summary(result, { colours: coloursOf(io), width: Math.min(io.columns, SHOWN_WIDTH) })}\n`);
  return statusOf(io, result);
}

async function tryTarget(
  io: Io,
  assembly: Assembly,
  name: string,
  suites: readonly string[],
  seed: number,
  { scenarios, time }: RunOptions,
): Promise<TrialResult> {
  await heed(io.signal);
  return withTarget(assembly, name, async (target) => {
    const { description } = target;
    const count = scenarios ?? (time === undefined ? SCENARIOS : undefined);
    const chosen = suitesFor(assembly, description, suites);
    await heed(io.signal);
    return runTrial({
      spec: assembly.spec,
      source: assembly.generator,
      judge: judgeFor(assembly, description),
      target,
      laws: LAWS,
      suites: chosen,
      seed,
      ...(count === undefined ? {} : { scenarios: count }),
      ...(time === undefined ? {} : { milliseconds: time * 1000 }),
      aims:
        suites.length === 0 || suites.includes('contract') ? clausesToReach(assembly.spec, description) : [],
      signal: io.signal,
      onEvent: tellTrial(io, name),
    });
  });
}

async function save(directory: string, result: RunResult): Promise<void> {
  try {
    await writeReport(directory, result);
  } catch (error) {
    throw new CannotDo(
      `cannot write the report to ${directory}: ${reasonOf(error)}`,
      'name another place with --report',
    );
  }
}

/** 1 for what was found, and for stale expectations; 2 for a run that did not come to its end and found nothing. */
function statusOf(io: Io, result: RunResult): ExitStatus {
  if (!result.ok) return 1;
  const cut = result.targets.find(({ ended }) => ended.how !== 'complete');
  if (cut === undefined) return 0;
  const { ended } = cut;
  const remedy = ended.how === 'failed' && ended.remedy !== undefined ? `: ${ended.remedy}` : '';
  io.stderr(`abide: ${plainText(ended.how === 'failed' ? `${ended.reason}${remedy}` : lastLine(cut))}\n`);
  return 2;
}
