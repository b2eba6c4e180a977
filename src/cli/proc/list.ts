/** `abide proc list`: which formats there are. */
import { Command } from 'commander';
import { loadFormats } from '../../grammar/index.js';
import { printJson, type Io } from '../io.js';
import { told } from './told.js';

export function listCommand(io: Io): Command {
  return new Command('list')
    .description('every format: name, path, since, what prints it')
    .option('--json', 'as JSON')
    .action(
      told((options: { json?: boolean }) => {
        const metas = [...loadFormats().values()].map(({ meta }) => meta);
        if (options.json === true) {
          printJson(io, metas);
          return;
        }
        const width = Math.max(...metas.map(({ name }) => name.length));
        for (const { name, paths, since, manual, summary } of metas)
          io.stdout(`${name.padEnd(width)}  ${paths.join(' ')}  since ${since}  ${manual}\n    ${summary}\n`);
      }),
    );
}
