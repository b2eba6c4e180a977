/** `abide replay`: does a saved finding still happen? */
import type { Command } from 'commander';
import { plainText } from '../../report/index.js';
import type { Spec } from '../../spec/index.js';
import { ask, isGrave, type Answer } from '../ask.js';
import { assemble, type Assembly } from '../assembly.js';
import { checkScenario } from '../check-scenario.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { readScenario, type ScenarioFor } from '../scenario-file.js';
import { defaultTargets, targetNames } from '../target-list.js';
import { verdictText, violationText } from '../verdict-text.js';

/** How often the scenario is run: a finding happens every time. */
const TIMES = 3;

interface ReplayOptions {
  readonly target?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountReplay(program: Command, io: Io): void {
  program
    .command('replay')
    .description('run a saved finding again: does it still happen?')
    .argument('<file>', 'a scenario (.scn), or - for standard input')
    .option('-t, --target <names>', 'the targets, separated by commas (default: host; without Linux: model)')
    .option('--json', 'print everything as one JSON document')
    .action(async (file: string, options: ReplayOptions) => {
      io.exit(await replay(io, file, options));
    });
}

/** What came of the runs on one target. */
interface Replay {
  readonly target: string;
  readonly answers: readonly Answer[];
  /** How many of the runs spoke against the target. */
  readonly happened: number;
}

async function replay(io: Io, file: string, options: ReplayOptions): Promise<ExitStatus> {
  const names = targetNames(options.target, defaultTargets());
  const scenarioFor = await readScenario(io, file);
  const assembly = await assemble(io);
  checkScenario(assembly.spec, scenarioFor(), file);
  const replays: Replay[] = [];
  for (const name of names) replays.push(await replayOn(io, assembly, name, scenarioFor));
  if (options.json === true) printJson(io, replays);
  else for (const one of replays) io.stdout(replayText(assembly.spec, one, io.columns));
  return replays.some(({ happened }) => happened > 0) ? 1 : 0;
}

async function replayOn(
  io: Io,
  assembly: Assembly,
  target: string,
  scenarioFor: ScenarioFor,
): Promise<Replay> {
  const answers: Answer[] = [];
  for (let turn = 0; turn < TIMES; turn++) answers.push(await ask(io, assembly, target, scenarioFor));
  const undecided = answers.find(({ verdict }) => verdict.kind === 'inconclusive')?.verdict;
  if (undecided?.kind === 'inconclusive') {
    throw new CannotDo(`${target}: ${plainText(undecided.reason)}`, 'try it again');
  }
  return { target, answers, happened: answers.filter(speaksAgainst).length };
}

function replayText(spec: Spec, { target, answers, happened }: Replay, width: number): string {
  const answer = answers.find(speaksAgainst) ?? answers[0];
  const lines = [`${target}: ${often(happened)}`];
  if (answer !== undefined) {
    lines.push(verdictText(spec, answer.verdict, width));
    for (const law of answer.failures.filter(({ kind }) => kind === 'law'))
      lines.push(violationText(spec, law, width));
    if (answer.unmet !== undefined)
      lines.push(plainText(`step ${answer.unmet.step + 1}: ${answer.unmet.difference}`));
  }
  return lines.map((line) => `${line}\n`).join('');
}

function often(happened: number): string {
  if (happened === 0) return 'does not happen';
  return happened === TIMES ? 'still happens' : `happens at times (${happened} of ${TIMES})`;
}

function speaksAgainst({ failures, unmet }: Answer): boolean {
  return failures.some(isGrave) || unmet !== undefined;
}
