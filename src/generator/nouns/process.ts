/** Processes, threads, groups: actors, and numbers that are surely nobody's. Never a number that could be a stranger's. */
import { actor, int, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseDescriptorNumber } from './descriptor.js';

type Sort = 'actor' | 'self' | 'everyone' | 'own group' | 'group' | 'any' | 'nobody' | 'no group';

const SORTS = lot<Sort>([
  [12, 'actor'],
  [3, 'self'],
  [3, 'everyone'],
  [2, 'own group'],
  [1, 'group'],
  [1, 'any'],
  [1, 'nobody'],
  [1, 'no group'],
]);
/** One above the largest PID there can be. */
const NOBODY = 4_194_304;
const LEAST = -2_147_483_648;

/** A process, a thread, a group or a word for several. */
export function chooseProcess(gene: Gene, moment: Moment): Value {
  if (isPidfd(moment.chosen.at(-1))) return int(chooseDescriptorNumber(gene, moment));
  const before = moment.chosen.findLast((value) => value.kind === 'actor');
  if (before !== undefined && !gene.once(4)) return actor(before.actor);
  return CHOOSERS[SORTS.draw(gene)](gene, moment);
}

/** True where the argument before this one says that a number is a descriptor. */
function isPidfd(before: Value | undefined): boolean {
  return before?.kind === 'names' && before.names.includes('P_PIDFD');
}

const CHOOSERS: Readonly<Record<Sort, (gene: Gene, moment: Moment) => Value>> = {
  actor: (gene, moment) => actor(other(gene, moment)),
  self: (_, moment) => actor(moment.actor.name),
  everyone: () => int(-1),
  'own group': () => int(0),
  group: (gene, moment) => actor(gene.of(moment.actors).name, true),
  any: (gene, moment) => actor(gene.of(moment.actors).name),
  nobody: () => int(NOBODY),
  'no group': (gene) => int(gene.once(4) ? LEAST : -NOBODY),
};

/** Another actor, the latest first; the acting one where it is alone. */
function other(gene: Gene, { actor: self, actors }: Moment): string {
  const others = actors.filter(({ name }) => name !== self.name);
  return others.length === 0 ? self.name : (others.at(-1 - gene.pick(others.length))?.name ?? self.name);
}
