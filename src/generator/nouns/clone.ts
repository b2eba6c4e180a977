/** What a new task shares: the mixtures that programs use, some that Linux refuses, and what goes with them. */
import { actor, int, list, names, place, struct, word, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseAddress, chooseBadOut } from './place.js';

const THREAD = ['CLONE_VM', 'CLONE_FS', 'CLONE_FILES', 'CLONE_SIGHAND', 'CLONE_THREAD', 'CLONE_SYSVSEM'];
const MIXTURES = lot<readonly string[]>([
  [8, THREAD],
  [6, []],
  [3, ['CLONE_VM', 'CLONE_VFORK']],
  [4, ['CLONE_VM', 'CLONE_SIGHAND', 'CLONE_THREAD']],
  [2, ['CLONE_FILES']],
  [2, ['CLONE_FS']],
  [1, ['CLONE_FS', 'CLONE_FILES']],
  [2, ['CLONE_VM']],
  [2, ['CLONE_VM', 'CLONE_SIGHAND']],
  [2, ['CLONE_PARENT']],
  [1, ['CLONE_VFORK']],
  [1, ['CLONE_SIGHAND']],
  [1, ['CLONE_VM', 'CLONE_THREAD']],
  [6, ['CLONE_NEWPID']],
  [1, ['CLONE_NEWPID', 'CLONE_VM', 'CLONE_VFORK']],
  [1, ['CLONE_NEWPID', 'CLONE_PARENT']],
  [1, ['CLONE_NEWPID', 'CLONE_VM', 'CLONE_SIGHAND']],
]);
const EXTRAS = lot<readonly string[]>([
  [10, []],
  [3, ['CLONE_PARENT_SETTID']],
  [3, ['CLONE_CHILD_CLEARTID']],
  [1, ['CLONE_CHILD_SETTID']],
  [3, ['CLONE_PIDFD']],
  [1, ['CLONE_UNTRACED']],
  [1, ['CLONE_DETACHED']],
  [1, ['CLONE_IO']],
]);
/** Only the struct has room for these. */
const FURTHER = lot<readonly string[]>([
  [6, []],
  [2, ['CLONE_CLEAR_SIGHAND']],
  [1, ['CLONE_INTO_CGROUP']],
]);
const EXIT_SIGNALS = lot([
  [10, names('SIGCHLD')],
  [2, int(0)],
  [2, names('SIGUSR1')],
  [1, names('SIGRT34')],
  [1, int(65)],
]);
/** One in so many new tasks is given its number. */
const NUMBERED = 6;
/** Numbers that nobody was given by chance. */
const FIRST_NUMBER = 300;

/** The flags of clone, the exit signal among them. */
export function chooseCloneFlags(gene: Gene): Value {
  const flags = [...new Set([...MIXTURES.draw(gene), ...EXTRAS.draw(gene)])];
  const signal = isThread(flags) && !gene.once(8) ? int(0) : EXIT_SIGNALS.draw(gene);
  if (signal.kind === 'names') return names(...flags, ...signal.names);
  if (signal.kind !== 'int' || flags.length === 0) return signal;
  return signal.value === 0n ? names(...flags) : { kind: 'names', names: flags, rest: signal.value };
}

/** The struct that clone3 takes. */
export function chooseCloneArgs(gene: Gene, moment: Moment): Value {
  const flags = [...new Set([...MIXTURES.draw(gene), ...EXTRAS.draw(gene), ...FURTHER.draw(gene)])];
  const has = (flag: string): boolean => flags.includes(flag);
  const signal = isThread(flags) || has('CLONE_PARENT') ? int(0) : EXIT_SIGNALS.draw(gene);
  const wantsChild = has('CLONE_CHILD_CLEARTID') || has('CLONE_CHILD_SETTID');
  return struct({
    ...(flags.length === 0 ? {} : { flags: names(...flags) }),
    ...(has('CLONE_PIDFD') ? { pidfd: gene.once(8) ? chooseBadOut(gene) : word('out') } : {}),
    ...(wantsChild ? { child_tid: chooseAddress(gene) } : {}),
    ...(has('CLONE_PARENT_SETTID') ? { parent_tid: chooseAddress(gene) } : {}),
    ...(signal.kind === 'int' && signal.value === 0n ? {} : { exit_signal: signal }),
    ...(gene.once(NUMBERED) ? { set_tid: chooseNumbers(gene, moment) } : {}),
    ...(gene.once(16) ? { stack: place('shared', 0), stack_size: int(gene.pick(2) * 4096) } : {}),
  });
}

function isThread(flags: readonly string[]): boolean {
  return flags.includes('CLONE_THREAD');
}

/** The number that the new task shall have: of one who ended, one that is free, one that is taken, or none. */
function chooseNumbers(gene: Gene, { actors }: Moment): Value {
  const ended = actors.filter(({ state }) => state === 'gone' || state === 'zombie');
  const own: readonly (() => Value)[] = [
    () => (ended.length === 0 ? int(FIRST_NUMBER) : actor(gene.of(ended).name)),
    () => int(FIRST_NUMBER + gene.pick(8)),
    () => actor(gene.of(actors).name),
    () => int(gene.of([1, 0, -1, 4_194_304])),
  ];
  const wanted = gene.of([own[0], own[0], own[1], own[2], own[3]])?.() ?? int(FIRST_NUMBER);
  return list(gene.once(12) ? [wanted, int(FIRST_NUMBER)] : [wanted]);
}
