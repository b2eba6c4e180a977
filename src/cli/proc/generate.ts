/** `abide proc generate`: stand-alone parsers in other languages. */
import { join } from 'node:path';
import { Command } from 'commander';
import { emitterOf, LANGUAGES, loadFormats, type Emitter } from '../../grammar/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { findFormat } from './find-format.js';
import { told } from './told.js';
import { writeGenerated } from './write-generated.js';

interface Options {
  readonly lang: string;
  readonly out: string;
  readonly json?: boolean;
}

export function generateCommand(io: Io): Command {
  return new Command('generate')
    .description('stand-alone parsers in another language: source files without dependencies, and a README')
    .argument('[format...]', 'the formats, as abide proc list names them', [])
    .requiredOption('--lang <language>', `one of ${LANGUAGES.join(', ')}`)
    .requiredOption('-o, --out <directory>', 'where the files go; it is made if it is not there')
    .option('--json', 'the files written, as JSON')
    .action(
      told((names: string[], { lang, out, json }: Options) => {
        const emitter = emitterFor(lang);
        const all = loadFormats();
        const formats = names.length === 0 ? [...all.values()] : names.map((name) => findFormat(name, all));
        const files = emitter.emit(formats.map((format) => format.plan()));
        const paths = files.map(({ path, text }) => writeGenerated(join(out, path), text));
        if (json === true) printJson(io, paths);
        else io.stdout(`${paths.join('\n')}\n`);
      }),
    );
}

function emitterFor(lang: string): Emitter {
  const emitter = emitterOf(lang);
  if (emitter) return emitter;
  throw new CannotDo(`there is no language ${JSON.stringify(lang)}`, `--lang takes ${LANGUAGES.join(', ')}`);
}
