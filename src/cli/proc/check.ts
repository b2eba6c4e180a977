/** `abide proc check`: every readable file under /proc, or under a copy of it, against its grammar. */
import { machine } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { loadFormats } from '../../grammar/index.js';
import { checkTree, type CheckOptions, type FileVerdict } from '../../procfs/index.js';
import { printJson, type Io } from '../io.js';
import { checkDescriptors } from './check-descriptors.js';
import { checkReport } from './check-report.js';
import { procRows } from './proc-rows.js';
import { reasonsFrom } from './reasons.js';
import { told } from './told.js';
import { targetTree } from './target-tree.js';
import { treeRoot } from './tree-root.js';

interface Options {
  readonly root: string;
  readonly target?: string;
  readonly arch?: string;
  readonly unreadable?: boolean;
  readonly json?: boolean;
}

export function checkCommand(io: Io): Command {
  return new Command('check')
    .description('every file of /proc, of a copy of it, or of the /proc of a target, against the grammars')
    .option('--root <directory>', 'a copy of /proc', LIVE)
    .addOption(
      new Option(
        '-t, --target <name>',
        'the /proc that the agent of this target sees; abide targets names them',
      ).conflicts(['root', 'arch']),
    )
    .option('--arch <name>', 'the architecture of the copy, as uname -m says it; default: this one')
    .option('--unreadable', 'name every file that cannot be read, not only a few of each group')
    .option('--json', 'as JSON: each file with its verdict, and with the reason why it is not readable')
    .action(
      told(async (options: Options) => {
        const tell = reasonsFrom(procRows().values());
        const { verdicts, isWhole, about } = await checkAll(io, options);
        const files = verdicts.map(tell);
        if (options.json === true) printJson(io, files);
        else
          io.stdout(
            about + checkReport(files, { columns: io.columns, isComplete: options.unreadable === true }),
          );
        io.exit(!isWhole ? 2 : files.some(isUnexpected) ? 1 : 0);
      }),
    );
}

/** A file without a grammar is a gap of ours; one that departs, or prints differently, is a finding. */
function isUnexpected({ kind }: FileVerdict): boolean {
  return kind === 'departs' || kind === 'prints differently';
}

/** The running system: one descriptor of every kind is made there, too. */
const LIVE = '/proc';

interface Checked {
  /** Whose files they are, as a line; of this system's, and of copies, nothing. */
  readonly about: string;
  readonly verdicts: FileVerdict[];
  /** Nobody ended it before all was checked. */
  readonly isWhole: boolean;
}

/** The verdicts of every file; Ctrl-C ends it with what there is. */
async function checkAll(io: Io, options: Options): Promise<Checked> {
  const verdicts: FileVerdict[] = [];
  const { about, ...tree } = await treeOf(io, options);
  const given: CheckOptions = { ...tree, formats: loadFormats() };
  for (const { index, parts, files } of checkTree(given)) {
    for (const file of files) verdicts.push(file);
    progress(io, index + 1, parts, verdicts.length);
    await setImmediate();
    if (io.signal.aborted) {
      io.stderr(
        `${io.isTerminal.stderr ? '\n' : ''}interrupted: only ${index + 1} of ${parts} processes and directories were checked\n`,
      );
      return { about, verdicts, isWhole: false };
    }
  }
  if (io.isTerminal.stderr) io.stderr('\n');
  if (resolve(options.root) === LIVE && options.target === undefined)
    verdicts.push(...(await checkDescriptors(io, given)));
  return { about, verdicts, isWhole: true };
}

/** The tree that is meant, and whose it is. */
async function treeOf(
  io: Io,
  { root, target, arch = machine() }: Options,
): Promise<Pick<CheckOptions, 'root' | 'arch'> & { readonly about: string }> {
  if (target === undefined)
    return { about: '', root: treeRoot(root, 'say another with --root DIRECTORY'), arch };
  const tree = await targetTree(io, target);
  return { ...tree, about: `${tree.about}\n` };
}

/** A line that is written over on a terminal, one every hundred parts elsewhere. */
function progress(io: Io, done: number, parts: number, files: number): void {
  const text = `${done} of ${parts} processes and directories, ${files} files`;
  if (io.isTerminal.stderr) io.stderr(`\r${text}`);
  else if (done % 100 === 0 || done === parts) io.stderr(`${text}\n`);
}
