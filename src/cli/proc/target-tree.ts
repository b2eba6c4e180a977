/** The /proc of a target, read by its agent before anything is judged. */
import { quoted } from '../../grammar/index.js';
import { LONGEST_TEXT, READING_RULES, recordedTree, type Tree } from '../../procfs/index.js';
import type { Target } from '../../target/index.js';
import { assemble } from '../assembly.js';
import { CannotDo, type Io } from '../io.js';
import { isTargetName, whileWaited, withTarget } from '../target-list.js';

/** What a target's /proc held, and whose it is. */
export interface TargetTree {
  readonly root: Tree;
  /** As uname says them. */
  readonly arch: string;
  readonly release: string;
}

/**
 * Reads the /proc of the target called `name`, and closes the target. Throws CannotDo for a target that has none, that
 * is not available or that nobody waits for any more.
 */
export async function targetTree(io: Io, name: string): Promise<TargetTree> {
  const plain = quoted(name).slice(1, -1);
  if (!isTargetName(name)) throw new CannotDo(`unknown target '${plain}'`, '`abide targets` lists them');
  return withTarget(io, await assemble(io), name, (target) => treeOfTarget(io, target));
}

/** The same of a target that is there. It is closed where nobody waits for it any more, and only then. */
export async function treeOfTarget(io: Io, target: Target): Promise<TargetTree> {
  const plain = quoted(target.description.name).slice(1, -1);
  if (target.walkProc === undefined)
    throw new CannotDo(`the target ${plain} has no /proc that could be read`, '`abide targets` names others');
  const heard = (entries: number): void => {
    if (io.isTerminal.stderr) io.stderr(`\r${plain}: ${entries} files were read`);
  };
  const walk = target.walkProc({ rules: READING_RULES, longest: LONGEST_TEXT, heard });
  const reading = `interrupted before the /proc of ${plain} was read`;
  const { entries, arch, release } = await whileWaited(io, target, walk, reading);
  if (io.isTerminal.stderr) io.stderr('\n');
  return { root: recordedTree(entries), arch, release };
}
