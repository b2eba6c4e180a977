/** `abide proc check`: every readable file under /proc, or under a copy of it, against its grammar. */
import { machine, release } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { loadFormats, quoted } from '../../grammar/index.js';
import {
  checkTree,
  presenceOf,
  type CheckOptions,
  type FileVerdict,
  type Oddity,
} from '../../procfs/index.js';
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
    .option(
      '--json',
      'as JSON: whose files they are, and each with its verdict and the reason why it is not readable',
    )
    .action(
      told(async (options: Options) => {
        const tell = reasonsFrom(procRows().values());
        const { verdicts, isWhole, of, oddities } = await checkAll(io, options);
        const files = verdicts.map(tell);
        if (options.json === true) printJson(io, { ...of, oddities, files });
        else
          io.stdout(
            `${whose(of)}${checkReport(files, { columns: io.columns, isComplete: options.unreadable === true, oddities })}`,
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

/** Whose files they are. */
interface Owner {
  readonly root?: string;
  readonly target?: string;
  /** As uname says it; of a copy nobody knows it. */
  readonly release?: string;
  readonly arch: string;
}

interface Checked {
  readonly of: Owner;
  /** What is odd about which files are there; of a copy, which may be of a part only, nothing. */
  readonly oddities: readonly Oddity[];
  readonly verdicts: FileVerdict[];
  /** Nobody ended it before all was checked. */
  readonly isWhole: boolean;
}

/** The verdicts of every file; Ctrl-C ends it with what there is. */
async function checkAll(io: Io, options: Options): Promise<Checked> {
  const verdicts: FileVerdict[] = [];
  const { root, of } = await treeOf(io, options);
  const given = { root, arch: of.arch, formats: loadFormats() };
  for (const { index, parts, files } of checkTree(given)) {
    for (const file of files) verdicts.push(file);
    progress(io, index + 1, parts, verdicts.length);
    await setImmediate();
    if (io.signal.aborted) {
      io.stderr(
        `${io.isTerminal.stderr ? '\n' : ''}interrupted: only ${index + 1} of ${parts} processes and directories were checked\n`,
      );
      return { of, oddities: [], verdicts, isWhole: false };
    }
  }
  if (io.isTerminal.stderr) io.stderr('\n');
  const oddities = of.release === undefined ? [] : presenceOf(verdicts, { ...given, release: of.release });
  if (of.target === undefined && of.release !== undefined)
    verdicts.push(...(await checkDescriptors(io, given)));
  return { of, oddities, verdicts, isWhole: true };
}

/** The tree that is meant, and whose it is. */
async function treeOf(
  io: Io,
  { root, target, arch = machine() }: Options,
): Promise<Pick<CheckOptions, 'root'> & { readonly of: Owner }> {
  if (target !== undefined) {
    const { root: tree, ...kernel } = await targetTree(io, target);
    return { root: tree, of: { target, ...kernel } };
  }
  const kernel = resolve(root) === LIVE ? { release: release() } : {};
  return { root: treeRoot(root, 'say another with --root DIRECTORY'), of: { root, ...kernel, arch } };
}

/** Whose files they are, as a line; of this system's, and of copies, nothing. */
function whose({ target, release: version, arch }: Owner): string {
  if (target === undefined) return '';
  return `${quoted(target).slice(1, -1)}, Linux ${version} ${arch}\n`;
}

/** A line that is written over on a terminal, one every hundred parts elsewhere. */
function progress(io: Io, done: number, parts: number, files: number): void {
  const text = `${done} of ${parts} processes and directories, ${files} files`;
  if (io.isTerminal.stderr) io.stderr(`\r${text}`);
  else if (done % 100 === 0 || done === parts) io.stderr(`${text}\n`);
}
