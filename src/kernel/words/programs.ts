/** What the words about programs do: what stands in the way of running a file, and running it. */
import type { Memory } from '../../spec/index.js';
import type { Context } from '../context.js';
import { closesOnExec } from '../objects/descriptor-table.js';
import { nameOf, WORK } from '../objects/inode.js';
import { isAbsolute } from '../objects/path.js';
import { replaceImage } from '../objects/process.js';
import { findProgram, type Obstacle, type Wanted } from '../objects/program.js';
import { fileAt, tableOfCaller } from './descriptors.js';
import { textIn } from './memory.js';

const AT_FDCWD = -100n;
/** MAX_ARG_STRLEN: 32 pages, the NUL of the string included. */
const LONGEST_STRING = 131072;

/** The implementations, over the context of one kernel. */
export function programWords(context: Context) {
  return {
    program_obstacle: (dirfd: bigint, path: Memory) => obstacleOf(context, dirfd, textIn(path)),
    faults_as_vector: (vector: Memory) => vector.place === 'unmapped' || vector.place === 'straddling',
    has_too_long_string: (vector: Memory) => stringsOf(vector).some((one) => one.length >= LONGEST_STRING),
    replace_image: (dirfd: bigint, path: Memory, argv: Memory) => {
      const text = textIn(path);
      const wanted = wantedOf(context, dirfd, text);
      if (typeof wanted === 'string') return false;
      const { before } = findProgram(context.draft, wanted).program;
      const all = before.length === 0 ? stringsOf(argv) : [...before, ...stringsOf(argv).slice(1)];
      const [interpreter] = before;
      const runs = interpreter === undefined ? nameOf(context.draft, wanted.start) : lastName(interpreter);
      const comm = text === '' ? runs : lastName(wanted.shown);
      replaceImage(context.draft, context.task, comm, all.length === 0 ? [''] : all);
      return true;
    },
  };
}

function obstacleOf(context: Context, dirfd: bigint, path: string): Obstacle {
  const wanted = wantedOf(context, dirfd, path);
  return typeof wanted === 'string' ? wanted : findProgram(context.draft, wanted).obstacle;
}

/** A path that begins at a descriptor is told to a script as a path below /dev/fd (fs/exec.c, alloc_bprm). */
function wantedOf(context: Context, dirfd: bigint, path: string): Wanted | Obstacle {
  const who = context.draft.task(context.task).identity.credentials;
  if (dirfd === AT_FDCWD || isAbsolute(path)) return { start: WORK, path, shown: path, vanishes: false, who };
  const { object } = fileAt(context, dirfd);
  if (object.kind === 'proc') return 'unmodelled';
  if (object.kind !== 'inode') return path === '' ? 'not a regular file' : 'ENOTDIR';
  const shown = path === '' ? `/dev/fd/${dirfd}` : `/dev/fd/${dirfd}/${path}`;
  const vanishes = closesOnExec(context.draft, tableOfCaller(context), Number(dirfd));
  return { start: object.inode, path, shown, vanishes, who };
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The strings of a vector. */
function stringsOf(vector: Memory): string[] {
  const items = vector.value?.kind === 'list' ? vector.value.items : [];
  return items.map((item) => (item.kind === 'bytes' ? item.bytes : ''));
}
