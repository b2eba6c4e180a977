/** `abide proc ...`: the formats of /proc on the command line. */
import { Command } from 'commander';
import type { Io } from '../io.js';
import { checkCommand } from './check.js';
import { diagramCommand } from './diagram.js';
import { diffCommand } from './diff.js';
import { factsCommand } from './facts.js';
import { generateCommand } from './generate.js';
import { listCommand } from './list.js';
import { pagesCommand } from './pages.js';
import { parseCommand } from './parse.js';
import { printCommand } from './print.js';
import { sampleCommand } from './sample.js';

/**
 * The command `proc` with its sub-commands. Everything it does outside goes through `io`; what it cannot do it
 * throws as CannotDo. Run it with parseAsync.
 */
export function procCommand(io: Io): Command {
  const command = new Command('proc').description(
    'what the files of /proc look like: parse, print, check, facts',
  );
  for (const make of [
    listCommand,
    parseCommand,
    printCommand,
    checkCommand,
    factsCommand,
    diagramCommand,
    diffCommand,
    pagesCommand,
    sampleCommand,
    generateCommand,
  ])
    command.addCommand(make(io));
  return command;
}
