/** `abide proc diff A B`: fields and framing that differ between two trees like /proc. */
import { machine } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { loadFormats, quoted } from '../../grammar/index.js';
import {
  compareSurveys,
  surveyTree,
  type CheckOptions,
  type Difference,
  type Sides,
  type Survey,
} from '../../procfs/index.js';
import { CannotDo, printJson, type Io } from '../io.js';
import { isTargetName } from '../target-list.js';
import { targetTree } from './target-tree.js';
import { told } from './told.js';
import { treeRoot } from './tree-root.js';

interface Options {
  readonly arch?: string;
  readonly json?: boolean;
}

export function diffCommand(io: Io): Command {
  return new Command('diff')
    .description('which files, fields and framing one tree like /proc has and another has not')
    .argument(
      '<first>',
      'a tree: /proc, a copy of another one, or the name of a target (a directory of that name: ./NAME)',
    )
    .argument('<second>', 'the tree beside it')
    .option('--arch <name>', 'the architecture of the copies, as uname -m says it; default: this one')
    .option('--json', 'as JSON')
    .action(
      told(async (first: string, second: string, options: Options) => {
        const arch = options.arch ?? machine();
        const one = await sideOf(io, first, arch);
        const other = await sideOf(io, second, arch);
        const a = await survey(io, first, one);
        const b = await survey(io, second, other);
        const differences = compareSurveys(a, b);
        if (options.json === true) printJson(io, differences);
        else io.stdout(report(differences, first, second));
        io.exit(differences.length > 0 ? 1 : 0);
      }),
    );
}

const REMEDY = 'say two trees like /proc, or targets';

async function sideOf(io: Io, name: string, arch: string): Promise<CheckOptions> {
  const formats = loadFormats();
  if (!isTargetName(name)) return { root: treeRoot(name, REMEDY), arch, formats };
  const tree = await targetTree(io, name);
  return { root: tree.root, arch: tree.arch, formats };
}

async function survey(io: Io, tree: string, options: CheckOptions): Promise<Survey> {
  const name = quoted(tree).slice(1, -1);
  const found = await surveyTree(options, async (done, parts) => {
    if (io.isTerminal.stderr) io.stderr(`\r${name}: ${done} of ${parts} processes and directories`);
    await setImmediate();
    return !io.signal.aborted;
  });
  if (io.isTerminal.stderr) io.stderr('\n');
  if (io.signal.aborted) throw new CannotDo('interrupted before the trees were compared');
  return found;
}

function report(differences: readonly Difference[], first: string, second: string): string {
  const names = { first, second };
  const lines = differences.flatMap(({ pattern, only, fields, ends, verdicts }) => [
    quoted(pattern).slice(1, -1),
    ...(only === undefined ? [] : [`  only in ${names[only]}`]),
    ...sideLines('has', fields, names),
    ...sideLines('ends in', ends, names),
    ...sideLines('verdict', verdicts, names),
  ]);
  return [...lines, `${differences.length} kinds of files differ`, ''].join('\n');
}

function sideLines(verb: string, sides: Sides | undefined, names: Record<keyof Sides, string>): string[] {
  return (['first', 'second'] as const).flatMap((side) =>
    sides === undefined || sides[side].length === 0
      ? []
      : [`  ${names[side]} ${verb}: ${sides[side].map((item) => quoted(item).slice(1, -1)).join(', ')}`],
  );
}
