/** `abide proc diagram FORMAT`: a railroad diagram of a format, as SVG. */
import { Command } from 'commander';
import { diagramOf, loadFormats } from '../../grammar/index.js';
import { findFormat } from './find-format.js';
import { printJson, type Io } from '../io.js';
import { told } from './told.js';

export function diagramCommand(io: Io): Command {
  return new Command('diagram')
    .description('a railroad diagram of a format, as SVG on standard output')
    .argument('<format>', 'the format, as abide proc list names it')
    .option('--json', 'as JSON: { format, svg }')
    .action(
      told((name: string, options: { json?: boolean }) => {
        const format = findFormat(name, loadFormats());
        const svg = diagramOf(format);
        if (options.json === true) printJson(io, { format: format.name, svg });
        else io.stdout(svg);
      }),
    );
}
