/** `abide export`: a scenario as a program of its own. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { forkOf, walksOf } from '../../generator/index.js';
import { expecting, exportProgram, taleOfTold } from '../../report/index.js';
import { renderProc } from '../../oracle/index.js';
import type { Scenario } from '../../scenario/index.js';
import { createModelTarget, type Target } from '../../target/index.js';
import { CALLERS, callerOf, type Caller } from '../../trial/index.js';
import { ask } from '../ask.js';
import { assemble, type Assembly } from '../assembly.js';
import { checkScenario } from '../check-scenario.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { readScenario, readTold, reasonOf } from '../scenario-file.js';

interface ExportOptions {
  readonly c?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Adds the command to `program`. */
export function mountExport(program: Command, io: Io): void {
  program
    .command('export')
    .description('write a scenario as a program of its own, for people who have nothing of abide')
    .argument('<file>', 'a scenario (.scn), a told finding (.md), or - for standard input')
    .option('--c', 'a C program: it exits with 0 where Linux’s answers are seen, with 1 where others are')
    .option('--out <file>', 'where the program is written (default: standard output)')
    .option('--json', 'print everything as one JSON document')
    .action(async (file: string, options: ExportOptions) => {
      io.exit(await exportScenario(io, file, options));
    });
}

async function exportScenario(io: Io, file: string, options: ExportOptions): Promise<ExitStatus> {
  if (options.c !== true) throw new CannotDo('say in which language', '--c writes a C program');
  const finding = file.endsWith('.md') ? await readTold(file) : undefined;
  const scenario = finding?.scenario ?? (await readScenario(io, file));
  const assembly = await assemble(io);
  checkScenario(assembly.spec, scenario, file);
  const whole = await expectedEverywhere(io, assembly, scenario);
  const tale =
    finding === undefined ? { scenario: whole, notes: [`From ${file}.`] } : taleOfTold(whole, finding.told);
  const caller = await callerOf(whole, modelsOf(assembly, whole), assembly.spec.abi.constants.x86_64);
  const exported = exportProgram({ ...tale, caller }, assembly.spec);
  if (!exported.ok) throw new CannotDo(`${file} cannot be written as a C program: ${exported.reason}`);
  if (options.out !== undefined) await save(options.out, exported.program);
  if (options.json === true) printJson(io, exported);
  else if (options.out === undefined) io.stdout(exported.program);
  return 0;
}

/** The reference kernel for each caller, of the version that the scenario is about. */
function modelsOf({ kernel, formats }: Assembly, { setting }: Scenario): (caller: Caller) => Target {
  return (caller) =>
    createModelTarget({
      kernel,
      profile: setting.profile,
      ...CALLERS[caller],
      renderProc: (file, facts) => renderProc(formats, facts, file),
    });
}

/** The scenario with what the model does, wherever it says nothing itself. */
async function expectedEverywhere(io: Io, assembly: Assembly, scenario: Scenario): Promise<Scenario> {
  const isWhole = scenario.steps.every(
    ({ action, expect }) => action.kind === 'look' || expect !== undefined,
  );
  if (isWhole) return scenario;
  const { observation, verdict } = await ask(io, assembly, 'model', scenario);
  if (verdict.kind === 'unspecified')
    throw new CannotDo(`the text leaves open what happens: ${verdict.reason}`);
  refuseFork(assembly, scenario);
  const seen = expecting(assembly.spec, scenario, observation.steps);
  return {
    ...scenario,
    steps: scenario.steps.map((step, index) =>
      step.expect === undefined ? (seen.steps[index] ?? step) : step,
    ),
  };
}

/** A program knows one answer for each step. Throws CannotDo for a scenario that may go on in several ways. */
function refuseFork({ kernel }: Assembly, scenario: Scenario): void {
  const setting = { profile: scenario.setting.profile, privileged: true };
  const fork = forkOf(scenario, walksOf(kernel, setting, scenario));
  if (fork === undefined) return;
  throw new CannotDo(
    `step ${fork + 1} may show several things, and a program knows one`,
    'write what shall be seen of it, as `abide try` shows it',
  );
}

async function save(path: string, program: string): Promise<void> {
  try {
    await writeFile(path, program);
  } catch (error) {
    throw new CannotDo(`cannot write ${path}: ${reasonOf(error)}`, 'name another file with --out');
  }
}
