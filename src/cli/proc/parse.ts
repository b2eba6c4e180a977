/** `abide proc parse PATH|-`: a file of /proc to JSON. */
import { Command } from 'commander';
import {
  failureText,
  formatOf,
  loadFormats,
  quoted,
  valueToJson,
  type CompiledFormats,
} from '../../grammar/index.js';
import { readProcFile } from '../../procfs/index.js';
import { findFormat } from './find-format.js';
import { CannotDo, type Io } from '../io.js';
import { told } from './told.js';

interface Options {
  readonly as?: string;
  readonly tolerant?: boolean;
}

export function parseCommand(io: Io): Command {
  return new Command('parse')
    .description('parse a file of /proc to JSON')
    .argument('<path>', 'the file, or - for standard input')
    .option('--as <format>', 'which format it has; standard input needs it')
    .option('--tolerant', 'keep lines that the grammar does not know, in `extra`')
    .option('--json', 'as JSON, which it always is')
    .action(
      told(async (path: string, options: Options) => {
        const formats = loadFormats();
        const format = options.as === undefined ? ofPath(path, formats) : findFormat(options.as, formats);
        const text = path === '-' ? await io.stdin() : read(path);
        const parsed = format.parse(text, { mode: options.tolerant === true ? 'tolerant' : 'strict' });
        if (!parsed.ok)
          throw new CannotDo(`${quoted(path)} departs from ${format.name} at ${failureText(parsed.failure)}`);
        io.stdout(`${valueToJson(parsed.value)}\n`);
      }),
    );
}

function ofPath(path: string, formats: CompiledFormats) {
  if (path === '-') throw new CannotDo('standard input has no path', 'say its format with --as FORMAT');
  const format = formatOf(path, formats);
  if (!format)
    throw new CannotDo(
      `no grammar is for ${quoted(path)}`,
      'say its format with --as FORMAT; abide proc list names them',
    );
  return format;
}

function read(path: string): string {
  const reading = readProcFile(path);
  if (reading.ok) return reading.text;
  throw new CannotDo(`${quoted(path)} cannot be read: ${reading.why} (${reading.errno})`);
}
