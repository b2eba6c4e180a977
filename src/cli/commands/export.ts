/** `abide export`: a scenario as a program of its own. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { assemble } from '../assembly.js';
import { CannotDo, printJson, type ExitStatus, type Io } from '../io.js';
import { programOfScenario } from '../program-of-scenario.js';
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
  const exported = await programOfScenario(await assemble(io), {
    file,
    scenario: finding?.scenario ?? (await readScenario(io, file))(),
    ...(finding === undefined ? {} : { told: finding.told }),
  });
  if (!exported.ok) throw new CannotDo(`${file} cannot be written as a C program: ${exported.reason}`);
  if (options.out !== undefined) await save(options.out, exported.program);
  if (options.json === true) printJson(io, exported);
  else if (options.out === undefined) io.stdout(exported.program);
  return 0;
}

async function save(path: string, program: string): Promise<void> {
  try {
    await writeFile(path, program);
  } catch (error) {
    throw new CannotDo(`cannot write ${path}: ${reasonOf(error)}`, 'name another file with --out');
  }
}
