/** `abide try`: one scenario, model and targets side by side. */
import type { Command } from 'commander';
import { expectsSomething } from '../../oracle/index.js';
import { plainText } from '../../report/index.js';
import type { Scenario } from '../../scenario/index.js';
import { ask, isGrave, type Answer } from '../ask.js';
import { assemble, type Assembly } from '../assembly.js';
import { checkScenario } from '../check-scenario.js';
import { coloursOf, printJson, type ExitStatus, type Io } from '../io.js';
import { readScenario } from '../scenario-file.js';
import { sideBySide } from '../side-by-side.js';
import { defaultTargets, targetNames } from '../target-list.js';
import { verdictText, violationText } from '../verdict-text.js';

interface TryOptions {
  readonly target?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountTry(program: Command, io: Io): void {
  program
    .command('try')
    .description('run one scenario; show model and targets side by side, or check what it expects')
    .argument('<file>', 'a scenario (.scn), or - for standard input')
    .option('-t, --target <names>', 'the targets, separated by commas (default: host; without Linux: none)')
    .option('--json', 'print everything as one JSON document')
    .action(async (file: string, options: TryOptions) => {
      io.exit(await tryScenario(io, file, options));
    });
}

async function tryScenario(io: Io, file: string, options: TryOptions): Promise<ExitStatus> {
  const names = targetNames(options.target, defaultTargets());
  const scenarioFor = await readScenario(io, file);
  const assembly = await assemble(io);
  const scenario = scenarioFor();
  checkScenario(assembly.spec, scenario, file);
  const answers: Answer[] = [];
  for (const name of new Set(['model', ...names])) answers.push(await ask(io, assembly, name, scenarioFor));
  if (options.json === true) printJson(io, answers);
  else io.stdout(`${answersText(io, assembly, scenario, answers)}\n`);
  const bad = answers.some(({ failures, unmet }) => failures.some(isGrave) || unmet !== undefined);
  if (bad) return 1;
  return answers.some(({ verdict }) => verdict.kind === 'inconclusive') ? 2 : 0;
}

function answersText(io: Io, { spec }: Assembly, scenario: Scenario, answers: readonly Answer[]): string {
  const dress = { colours: coloursOf(io), width: io.columns };
  const columns = answers.map(({ target, observation, verdict }) => ({
    target,
    observation,
    ...(verdict.kind === 'diverges' ? { diverges: verdict.divergence.step } : {}),
  }));
  const verdicts = answers.flatMap(({ target, verdict, failures, unmet }) => [
    `${target}: ${verdictText(spec, verdict, io.columns)}`,
    ...failures
      .filter(({ kind }) => kind === 'law')
      .map((failure) => `${target}: ${violationText(spec, failure, io.columns)}`),
    ...(expectsSomething(scenario) ? [`${target}: ${expectation(unmet)}`] : []),
  ]);
  return [sideBySide(scenario, columns, dress), ...verdicts].join('\n');
}

function expectation(unmet: Answer['unmet']): string {
  if (unmet === undefined) return 'everything was as the scenario expects';
  return plainText(`not as the scenario expects: step ${unmet.step + 1}: ${unmet.difference}`);
}
