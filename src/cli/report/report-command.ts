/** `abide report`: what can be done with results that were written before. */
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import {
  compareResults,
  comparisonText,
  FORMATS,
  readResult,
  summary,
  type ReportFormat,
  type RunResult,
} from '../../report/index.js';
import { CannotDo, coloursOf, printJson, type Io } from '../io.js';
import { reasonOf } from '../scenario-file.js';

const SHOWN_WIDTH = 80;
const TEXT = 'text';

/** The command and those below it. */
export function reportCommand(io: Io): Command {
  const command = new Command('report').description('results that were written before: compare, show');
  command
    .command('diff')
    .description('what changed from one result to another; ends with 1 if something got worse')
    .argument('<before>', 'a result.json, or the directory of a report')
    .argument('<after>', 'another')
    .option('--json', 'print the comparison as one JSON document')
    .action((before: string, after: string, options: { json?: boolean }) => diff(io, before, after, options));
  command
    .command('show')
    .description('a result in another form')
    .argument('<result>', 'a result.json, or the directory of a report')
    .addOption(
      new Option('--format <form>', 'how it is written')
        .choices([TEXT, ...Object.keys(FORMATS)])
        .default(TEXT),
    )
    .option('--out <file>', 'where it is written (default: standard output)')
    .option('--json', 'the same as --format json')
    .action((path: string, options: ShowOptions) => show(io, path, options));
  return command;
}

interface ShowOptions {
  readonly format: ReportFormat | typeof TEXT;
  readonly out?: string;
  readonly json?: boolean;
}

async function diff(io: Io, before: string, after: string, { json }: { json?: boolean }): Promise<void> {
  const comparison = compareResults(await resultOf(before), await resultOf(after));
  if (json === true) printJson(io, comparison);
  else io.stdout(`${comparisonText(comparison, Math.min(io.columns, SHOWN_WIDTH))}\n`);
  io.exit(comparison.worse ? 1 : 0);
}

async function show(io: Io, path: string, { format, out, json }: ShowOptions): Promise<void> {
  const result = await resultOf(path);
  const form = json === true ? 'json' : format;
  const width = Math.min(io.columns, SHOWN_WIDTH);
  const colours = out === undefined && coloursOf(io);
  const text = form === TEXT ? `${summary(result, { colours, width })}\n` : FORMATS[form].render(result);
  if (out === undefined) io.stdout(text);
  else await save(out, text);
}

async function resultOf(path: string): Promise<RunResult> {
  const read = await readResult(path);
  if (!read.ok) throw new CannotDo(read.reason, read.remedy);
  return read.result;
}

async function save(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CannotDo(`cannot write ${file}: ${reasonOf(error)}`, 'name another place with --out');
  }
}
