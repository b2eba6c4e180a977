/** `abide coverage`: which clauses fire on a target, and which never do. */
import type { Command } from 'commander';
import { clausesToReach, coverageOf, type Coverage } from '../../report/index.js';
import { runTrial } from '../../trial/index.js';
import { assemble, judgeFor } from '../assembly.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { wholeNumber } from '../numbers.js';
import { suitesFor } from '../suite-list.js';
import { defaultTargets, targetNames, withTarget } from '../target-list.js';
import { tellTrial } from '../telling.js';

/** Generated scenarios besides the written ones: enough for what only they reach. */
const SCENARIOS = 500;

interface CoverageOptions {
  readonly target?: string;
  readonly scenarios: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountCoverage(program: Command, io: Io): void {
  program
    .command('coverage')
    .description('the clauses that fire on a target, that never do, and that say why they cannot')
    .option('-t, --target <names>', 'the targets, separated by commas (default: host; without Linux: model)')
    .option('--scenarios <number>', 'generated scenarios', wholeNumber(0), SCENARIOS)
    .option('--seed <number>', 'which scenarios are generated', wholeNumber(0), 1)
    .option('--json', 'print everything as one JSON document')
    .action(async (options: CoverageOptions) => {
      io.exit(await showCoverage(io, options));
    });
}

async function showCoverage(io: Io, options: CoverageOptions): Promise<ExitStatus> {
  const found: Record<string, Coverage> = {};
  for (const name of targetNames(options.target, defaultTargets()))
    found[name] = await coverage(io, name, options);
  if (options.json === true) printJson(io, found);
  else for (const [name, one] of Object.entries(found)) io.stdout(coverageText(name, one));
  return 0;
}

async function coverage(io: Io, name: string, { scenarios, seed }: CoverageOptions): Promise<Coverage> {
  const assembly = await assemble(io);
  return withTarget(io, assembly, name, async (target) => {
    const { description } = target;
    const result = await runTrial({
      spec: assembly.spec,
      source: assembly.generator,
      judge: judgeFor(assembly, description),
      target,
      laws: [],
      suites: await suitesFor(io, assembly, description, []),
      seed,
      scenarios,
      aims: clausesToReach(assembly.spec, description),
      signal: io.signal,
      onEvent: tellTrial(io, name),
    });
    if (result.ended.how === 'failed')
      throw new CannotDo(`${name}: ${result.ended.reason}`, result.ended.remedy);
    if (result.ended.how === 'interrupted') throw new CannotDo(`${name}: interrupted before it was complete`);
    return coverageOf(assembly.spec, description, result.fired);
  });
}

function coverageText(name: string, { fired, never, unreached, absent }: Coverage): string {
  const lines = [
    `${name}: ${Object.keys(fired).length} clauses fired, ${never.length} never did, ${Object.keys(unreached).length} say why they cannot, ${Object.keys(absent).length} are not for this target`,
    ...Object.entries(fired).map(([clause, count]) => `  fired ${String(count).padStart(6)}  ${clause}`),
    ...never.map((clause) => `  never         ${clause}`),
    ...Object.entries(unreached).map(([clause, why]) => `  unreached     ${clause}: ${why}`),
    ...Object.entries(absent).map(([clause, why]) => `  absent        ${clause}: ${why}`),
  ];
  return `${lines.join('\n')}\n`;
}
