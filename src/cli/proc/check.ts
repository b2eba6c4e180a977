/** `abide proc check`: every live process's files against their grammars. */
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import {
  checkTree,
  failureText,
  loadFormats,
  quoted,
  type FileVerdict,
  type ProcessVerdicts,
} from '../../grammar/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { told } from './told.js';

export function checkCommand(io: Io): Command {
  return new Command('check')
    .description('every process of /proc, or of a copy of it, against the grammars')
    .option('--root <directory>', 'a copy of /proc', '/proc')
    .option('--json', 'as JSON')
    .action(
      told(async (options: { root: string; json?: boolean }) => {
        const files = await checkAll(io, options.root);
        if (options.json === true) printJson(io, files);
        else io.stdout(report(files));
        io.exit(files.some(({ kind }) => kind === 'departs') ? 1 : 0);
      }),
    );
}

/** The verdicts of every process; Ctrl-C ends it with what there is. */
async function checkAll(io: Io, root: string): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  for (const { index, processes, files } of tree(root)) {
    verdicts.push(...files);
    const isMilestone = (index + 1) % 100 === 0 || index + 1 === processes;
    if (!isMilestone) continue;
    io.stderr(
      io.isTerminal.stderr
        ? `\r${index + 1} of ${processes} processes`
        : `${index + 1} of ${processes} processes\n`,
    );
    await setImmediate();
    if (io.signal.aborted) break;
  }
  if (io.isTerminal.stderr) io.stderr('\n');
  return verdicts;
}

function tree(root: string): Iterable<ProcessVerdicts> {
  const formats = loadFormats();
  if (!existsSync(root))
    throw new CannotDo(`there is no directory ${quoted(root)}`, 'say another with --root DIRECTORY');
  return checkTree(root, formats);
}

function report(files: readonly FileVerdict[]): string {
  const lines = files.flatMap((file) => lineOf(file));
  const count = (kind: FileVerdict['kind']): number => files.filter((file) => file.kind === kind).length;
  const summary = `${files.length} files: ${count('conforms')} conform, ${count('departs')} depart, ${count('not readable')} not readable`;
  return [...lines, summary, ''].join('\n');
}

function lineOf(file: FileVerdict): string[] {
  const path = quoted(file.path).slice(1, -1);
  if (file.kind === 'departs') return [`${path}: departs at ${failureText(file.failure)}`];
  return file.kind === 'not readable' ? [`${path}: not readable: ${file.why} (${file.errno})`] : [];
}
