/** `abide proc parse PATH|-`: a file of /proc to JSON. */
import { lstatSync } from 'node:fs';
import { Command } from 'commander';
import {
  failureText,
  formatsOf,
  loadFormats,
  parseAsAny,
  quoted,
  valueToJson,
  type CompiledFormats,
  type FieldRecord,
  type Format,
} from '../../grammar/index.js';
import { readProcFile, readProcLink } from '../../procfs/index.js';
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
    .argument('<path>', 'the file, or - for standard input; a link is what readlink says')
    .option('--as <format>', 'which format it has; standard input needs it')
    .option('--tolerant', 'keep lines that the grammar does not know, in `extra`')
    .option('--json', 'as JSON, which it always is')
    .action(
      told(async (path: string, options: Options) => {
        const formats = candidates(path, options, loadFormats());
        const text = path === '-' ? await io.stdin() : read(path, formats);
        io.stdout(`${valueToJson(parsed(path, text, formats, options))}\n`);
      }),
    );
}

/** The formats that a path can have: of a link those of links, of all else those of files. */
function candidates(path: string, { as }: Options, formats: CompiledFormats): readonly Format[] {
  if (as !== undefined) return [findFormat(as, formats)];
  if (path === '-') throw new CannotDo('standard input has no path', 'say its format with --as FORMAT');
  const kind = isLink(path) ? 'link' : 'file';
  const found = formatsOf(path, formats).filter(({ meta }) => meta.kind === kind);
  if (found.length > 0) return found;
  throw new CannotDo(
    `no grammar is for ${quoted(path)}`,
    'say its format with --as FORMAT; abide proc list names them',
  );
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function read(path: string, formats: readonly Format[]): string {
  const reading = formats[0]?.meta.kind === 'link' && isLink(path) ? readProcLink(path) : readProcFile(path);
  if (reading.ok) return reading.text;
  throw new CannotDo(`${quoted(path)} cannot be read: ${reading.why} (${reading.errno})`);
}

/** What the first format says that takes the text; there is at least one. Throws CannotDo with the failure that got farthest. */
function parsed(
  path: string,
  text: string | Uint8Array,
  formats: readonly Format[],
  { tolerant }: Options,
): FieldRecord {
  const said = parseAsAny(formats, text, { mode: tolerant === true ? 'tolerant' : 'strict' });
  if (said?.ok === true) return said.value;
  const what = said === undefined ? 'every format' : `${said.format.name} at ${failureText(said.failure)}`;
  throw new CannotDo(`${quoted(path)} departs from ${what}`);
}
