/** Flags and constants, from the sets of spec/types. */
import { int, names, type Argument, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseCloneFlags } from './clone.js';
import { chooseMode } from './number.js';

/** Flags that the text says little about: one choice in eight goes to all of them together. */
const RARE: ReadonlySet<string> = new Set([
  'O_TMPFILE',
  'O_PATH',
  'O_DIRECT',
  'O_NOATIME',
  'O_NOCTTY',
  'O_ASYNC',
  'O_SYNC',
  'O_DSYNC',
  'O_LARGEFILE',
  'O_NOFOLLOW',
  'O_NOTIFICATION_PIPE',
  '__O_SYNC',
  '__O_TMPFILE',
  '__WNOTHREAD',
  '__WALL',
  '__WCLONE',
  'CLONE_NEWTIME',
  'CLONE_NEWNS',
  'CLONE_NEWCGROUP',
  'CLONE_NEWUTS',
  'CLONE_NEWIPC',
  'CLONE_NEWUSER',
  'CLONE_NEWPID',
  'CLONE_NEWNET',
  'SA_SIGINFO',
  'SA_ONSTACK',
  'SA_UNSUPPORTED',
  'SA_EXPOSE_TAGBITS',
]);
/** Flags that much else depends on: as likely as several others together. */
const FAVOURED: Readonly<Record<string, number>> = {
  O_CREAT: 8,
  O_NONBLOCK: 3,
  O_CLOEXEC: 3,
  SA_RESTART: 3,
  WNOHANG: 3,
  WEXITED: 12,
  FUTEX_PRIVATE_FLAG: 3,
};
/** Never written: the restorer is the agent's own, a mask of flags is no flag, and the agent needs its memory. */
const NEVER: ReadonlySet<string> = new Set(['SA_RESTORER', 'O_ACCMODE', 'RLIMIT_AS', 'RLIMIT_DATA']);
/** Not flags but the numbers of one field: where a set has them all, exactly one is taken. */
const FIELDS: readonly (readonly string[])[] = [
  ['O_RDWR', 'O_RDONLY', 'O_WRONLY'],
  [
    'FUTEX_WAIT',
    'FUTEX_WAKE',
    'FUTEX_REQUEUE',
    'FUTEX_CMP_REQUEUE',
    'FUTEX_WAIT_BITSET',
    'FUTEX_WAKE_BITSET',
    'FUTEX_WAKE_OP',
    'FUTEX_LOCK_PI',
    'FUTEX_UNLOCK_PI',
    'FUTEX_TRYLOCK_PI',
    'FUTEX_WAIT_REQUEUE_PI',
    'FUTEX_CMP_REQUEUE_PI',
    'FUTEX_LOCK_PI2',
    'FUTEX_FD',
  ],
];
/** A set with these goes together, and has the exit signal among them. */
const CLONING = ['CLONE_VM', 'CLONE_VFORK'];
/** A set with this one is the permissions of a file: written as a number. */
const PERMISSION = 'S_IRUSR';
/** Bits that no flag of the calls so far has. */
const STRANGE = [0x200_0000n, 0x100_0000n];

const COUNTS = lot([
  [5, 0],
  [6, 1],
  [3, 2],
  [1, 3],
]);
/** A number that is in no set of constants. */
const STRANGERS = [999, -1, 0];

/** Some of the flags of `set`, in the order of the set; 0 without any. */
export function chooseFlags(gene: Gene, { abi }: Moment, set: string): Value {
  const flags = abi.flagSets[set] ?? [];
  if (flags.includes(PERMISSION)) return chooseMode(gene);
  if (CLONING.every((flag) => flags.includes(flag))) return chooseCloneFlags(gene);
  const { field, common, rare } = partition(flags);
  const chosen = new Set<string>();
  if (field.length > 0) chosen.add(gene.of(field));
  for (let left = COUNTS.draw(gene); left > 0; left--) {
    const from = gene.once(8) ? rare : common;
    if (from.length > 0) chosen.add(gene.of(from));
  }
  const strange = gene.once(16) ? gene.of(STRANGE) : undefined;
  if (chosen.size === 0) return int(strange ?? 0n);
  const written = flags.filter((flag) => chosen.has(flag));
  return strange === undefined ? names(...written) : { kind: 'names', names: written, rest: strange };
}

/** One of the constants of the argument's set; rarely a number that is none of them. */
export function chooseConstant(gene: Gene, { abi }: Moment, set: string): Value {
  const constants = (abi.flagSets[set] ?? []).filter((name) => !NEVER.has(name));
  return gene.once(16) || constants.length === 0 ? int(gene.of(STRANGERS)) : names(gene.of(constants));
}

/** The set that an integer argument's bits are named by. */
export function flagSetOf({ type }: Argument): string | undefined {
  return type.kind === 'integer' ? type.flags : undefined;
}

interface Parts {
  readonly field: readonly string[];
  readonly common: readonly string[];
  readonly rare: readonly string[];
}

const PARTS = new WeakMap<readonly string[], Parts>();

function partition(flags: readonly string[]): Parts {
  const known = PARTS.get(flags);
  if (known !== undefined) return known;
  const field = FIELDS.find((all) => all.every((flag) => flags.includes(flag))) ?? [];
  const others = flags.filter((flag) => !NEVER.has(flag) && !field.includes(flag));
  const common = others
    .filter((flag) => !RARE.has(flag))
    .flatMap((flag) => Array.from({ length: FAVOURED[flag] ?? 1 }, () => flag));
  const parts = { field, common, rare: others.filter((flag) => RARE.has(flag)) };
  PARTS.set(flags, parts);
  return parts;
}
