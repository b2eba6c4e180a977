/** `abide proc check`: every readable file under /proc, or under a copy of it, against its grammar. */
import { existsSync } from 'node:fs';
import { machine } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { loadFormats, quoted } from '../../grammar/index.js';
import { checkTree, type CheckOptions, type FileVerdict } from '../../procfs/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { checkDescriptors } from './check-descriptors.js';
import { checkReport } from './check-report.js';
import { told } from './told.js';

interface Options {
  readonly root: string;
  readonly arch?: string;
  readonly json?: boolean;
}

export function checkCommand(io: Io): Command {
  return new Command('check')
    .description('every file of /proc, or of a copy of it, against the grammars')
    .option('--root <directory>', 'a copy of /proc', LIVE)
    .option('--arch <name>', 'the architecture of the copy, as uname -m says it; default: this one')
    .option('--json', 'as JSON')
    .action(
      told(async (options: Options) => {
        const files = await checkAll(io, options);
        if (options.json === true) printJson(io, files);
        else io.stdout(checkReport(files));
        io.exit(files.some(isUnexpected) ? 1 : 0);
      }),
    );
}

/** A file without a grammar is a gap of ours; one that departs, or prints differently, is a finding. */
function isUnexpected({ kind }: FileVerdict): boolean {
  return kind === 'departs' || kind === 'prints differently';
}

/** The running system: one descriptor of every kind is made there, too. */
const LIVE = '/proc';

/** The verdicts of every file; Ctrl-C ends it with what there is. */
async function checkAll(io: Io, options: Options): Promise<FileVerdict[]> {
  const verdicts: FileVerdict[] = [];
  const given = checkOptions(options);
  for (const { index, parts, files } of checkTree(given)) {
    for (const file of files) verdicts.push(file);
    progress(io, index + 1, parts, verdicts.length);
    await setImmediate();
    if (io.signal.aborted) break;
  }
  if (io.isTerminal.stderr) io.stderr('\n');
  const isLive = options.root === LIVE && !io.signal.aborted;
  return isLive ? [...verdicts, ...(await checkDescriptors(io, given))] : verdicts;
}

/** A line that is written over on a terminal, one every hundred parts elsewhere. */
function progress(io: Io, done: number, parts: number, files: number): void {
  const text = `${done} of ${parts} processes and directories, ${files} files`;
  if (io.isTerminal.stderr) io.stderr(`\r${text}`);
  else if (done % 100 === 0 || done === parts) io.stderr(`${text}\n`);
}

function checkOptions({ root, arch = machine() }: Options): CheckOptions {
  const formats = loadFormats();
  if (!existsSync(root))
    throw new CannotDo(`there is no directory ${quoted(root)}`, 'say another with --root DIRECTORY');
  return { root, arch, formats };
}
