/** The program: every command on one commander, and what becomes of failures. */
import { Command, CommanderError } from 'commander';
import { plainText } from '../report/index.js';
import { mountAudit } from './commands/audit.js';
import { mountCoverage } from './commands/coverage.js';
import { mountExpect } from './commands/expect.js';
import { mountExplain } from './commands/explain.js';
import { mountExport } from './commands/export.js';
import { mountReplay } from './commands/replay.js';
import { mountRun } from './commands/run.js';
import { mountTargets } from './commands/targets.js';
import { mountTry } from './commands/try.js';
import { isTrouble, troubleLine, type ExitStatus, type Io } from './io.js';
import { procCommand } from './proc/proc-command.js';
import { reportCommand } from './report/report-command.js';
import { mountSpec } from './spec/index.js';

const MOUNTS: readonly ((program: Command, io: Io) => void)[] = [
  mountRun,
  mountAudit,
  mountExpect,
  mountTry,
  mountReplay,
  mountExplain,
  mountExport,
  mountTargets,
  mountSpec,
  mountCoverage,
  (program, io) => void program.addCommand(reportCommand(io)),
  (program, io) => void program.addCommand(procCommand(io)),
];

/**
 * Carries out one command line (without `node abide` before it).
 *
 * @returns the exit status: what the command said, or 2 with one line on standard error if it could not be done.
 */
export async function runProgram(args: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const listening: Io = {
    ...io,
    exit: (said) => {
      status = said;
      io.exit(said);
    },
  };
  try {
    await createProgram(listening).parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return failed(io, error);
  }
}

function createProgram(io: Io): Command {
  const program = new Command('abide')
    .description('the executable specification of the Linux user-space ABI, and kernels on trial against it')
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: () => undefined,
      getOutHelpWidth: () => io.columns,
      getErrHelpWidth: () => io.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpCommand(true);
  for (const mount of MOUNTS) mount(program, io);
  for (const command of program.commands) inherit(command, program);
  return program;
}

/** Subcommands fail and print as the program does. */
function inherit(command: Command, from: Command): void {
  command.copyInheritedSettings(from);
  for (const below of command.commands) inherit(below, command);
}

function failed(io: Io, error: unknown): ExitStatus {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') io.stderr(`abide: ${usage(error.message)}\n`);
    return 2;
  }
  if (isTrouble(error)) {
    io.stderr(troubleLine(error));
    return 2;
  }
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.stderr(`abide: this is a bug of abide, please report it: ${bug}\n`);
  return 2;
}

function usage(message: string): string {
  const line = plainText(
    message
      .replace(/^error: /, '')
      .replaceAll('\n', ' ')
      .replace(/\.$/, ''),
  );
  return `${line}: \`abide --help\` and \`abide help COMMAND\` show what can be written`;
}
