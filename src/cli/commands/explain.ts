/** `abide explain`: a clause with its promise, or why a scenario diverges. */
import type { Command } from 'commander';
import { wrap } from '../../report/index.js';
import { nearest } from '../../scenario/index.js';
import { ask } from '../ask.js';
import { explainMatrix, hasMatrix } from '../explain-matrix.js';
import { assemble } from '../assembly.js';
import { checkScenario } from '../check-scenario.js';
import { CannotDo, coloursOf, printJson, type ExitStatus, type Io } from '../io.js';
import { readScenario } from '../scenario-file.js';
import { explainClause, usableSpec } from '../spec/index.js';
import { sideBySide } from '../side-by-side.js';
import { defaultTargets, targetNames } from '../target-list.js';
import { verdictText, violationText } from '../verdict-text.js';

interface ExplainOptions {
  readonly target?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .description('a clause: its promise, where it is written, what is allowed; or why a scenario diverges')
    .argument(
      '<clause|file|suite>',
      'a clause, such as read/bad-fd, a scenario (.scn), or a suite with a matrix',
    )
    .option('-t, --target <names>', 'for a scenario: where it is run (default: host; without Linux: model)')
    .option('--json', 'print everything as one JSON document')
    .action(async (what: string, options: ExplainOptions) => {
      io.exit(
        what.endsWith('.scn') || what === '-'
          ? await explainScenario(io, what, options)
          : hasMatrix(what)
            ? await explainMatrix(io, what, options)
            : explainId(io, what, options),
      );
    });
}

function explainId(io: Io, id: string, { json }: ExplainOptions): ExitStatus {
  const spec = usableSpec();
  const text = explainClause(spec, id);
  if (text === undefined) {
    const near = nearest(id, [...spec.clauses.keys()]);
    const remedy = near === undefined ? '`abide coverage` lists them' : `did you mean ${near}?`;
    throw new CannotDo(`there is no clause '${id}'`, remedy);
  }
  if (json === true) printJson(io, spec.clauses.get(id));
  else io.stdout(text);
  return 0;
}

async function explainScenario(io: Io, file: string, options: ExplainOptions): Promise<ExitStatus> {
  const names = targetNames(options.target, defaultTargets());
  const scenarioFor = await readScenario(io, file);
  const assembly = await assemble(io);
  const scenario = scenarioFor();
  checkScenario(assembly.spec, scenario, file);
  const answers = [];
  for (const name of names) answers.push(await ask(io, assembly, name, scenarioFor));
  if (options.json === true) printJson(io, answers);
  for (const { target, observation, verdict, failures } of options.json === true ? [] : answers) {
    const step = 'divergence' in verdict ? { diverges: verdict.divergence.step } : {};
    const table = sideBySide(scenario, [{ target, observation, ...step }], {
      colours: coloursOf(io),
      width: io.columns,
    });
    const laws = failures
      .filter(({ kind }) => kind === 'law')
      .map((law) => violationText(assembly.spec, law, io.columns));
    const fired =
      verdict.fired.length === 0 ? [] : [wrap(`fired: ${verdict.fired.join(', ')}`, io.columns, '  ')];
    io.stdout(
      `${[table, `${target}: ${verdictText(assembly.spec, verdict, io.columns)}`, ...laws, ...fired].join('\n')}\n`,
    );
  }
  return 0;
}
