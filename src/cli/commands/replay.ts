/** `abide replay`: does a saved finding still happen? */
import type { Command } from 'commander';
import { plainText } from '../../report/index.js';
import { ask, isGrave, type Answer } from '../ask.js';
import { assemble } from '../assembly.js';
import { checkScenario } from '../check-scenario.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { readScenario } from '../scenario-file.js';
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

async function replay(io: Io, file: string, options: ReplayOptions): Promise<ExitStatus> {
  const names = targetNames(options.target, defaultTargets());
  const scenario = await readScenario(io, file);
  const assembly = assemble();
  checkScenario(assembly.spec, scenario, file);
  const replays: { target: string; answers: Answer[]; happened: number }[] = [];
  for (const target of names) {
    const answers: Answer[] = [];
    for (let turn = 0; turn < TIMES; turn++) answers.push(await ask(io, assembly, target, scenario));
    const undecided = answers.find(({ verdict }) => verdict.kind === 'inconclusive')?.verdict;
    if (undecided?.kind === 'inconclusive')
      throw new CannotDo(`${target}: ${plainText(undecided.reason)}`, 'try it again');
    replays.push({ target, answers, happened: answers.filter(speaksAgainst).length });
  }
  if (options.json === true) printJson(io, replays);
  for (const { target, answers, happened } of options.json === true ? [] : replays) {
    const answer = answers.find(speaksAgainst) ?? answers[0];
    const often =
      happened === TIMES
        ? 'still happens'
        : happened === 0
          ? 'does not happen'
          : `happens at times (${happened} of ${TIMES})`;
    io.stdout(`${target}: ${often}\n`);
    if (answer === undefined) continue;
    const words = [
      verdictText(assembly.spec, answer.verdict, io.columns),
      ...lawsOf(answer).map((law) => violationText(assembly.spec, law, io.columns)),
    ];
    io.stdout(`${words.join('\n')}\n`);
    if (answer.unmet !== undefined)
      io.stdout(`${plainText(`step ${answer.unmet.step + 1}: ${answer.unmet.difference}`)}\n`);
  }
  return replays.some(({ happened }) => happened > 0) ? 1 : 0;
}

function speaksAgainst({ failures, unmet }: Answer): boolean {
  return failures.some(isGrave) || unmet !== undefined;
}

function lawsOf({ failures }: Answer): Answer['failures'] {
  return failures.filter(({ kind }) => kind === 'law');
}
