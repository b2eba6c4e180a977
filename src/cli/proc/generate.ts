/** `abide proc generate`: stand-alone parsers in other languages. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { emitterOf, LANGUAGES, loadFormats, type Emitter } from '../../grammar/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { findFormat } from './find-format.js';
import { told } from './told.js';

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
        for (const { path, text } of files) write(join(out, path), text);
        const paths = files.map(({ path }) => join(out, path));
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

function write(path: string, text: string): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  } catch (thrown) {
    throw new CannotDo(`${JSON.stringify(path)} cannot be written: ${(thrown as Error).message}`);
  }
}
