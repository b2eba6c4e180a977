/** Users, groups, nice values and limits: the few that decide something, and some that nobody can have. */
import { int, list, names, type Pointee, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseInteger } from './number.js';

/** Root, two users without any right, and the number that means nobody or no change. */
const USERS = lot([
  [6, 1000],
  [5, 0],
  [3, 1001],
  [3, -1],
]);
const NICE = lot([
  [4, 5],
  [3, 0],
  [2, 10],
  [2, -5],
  [1, 19],
  [1, 40],
  [1, -40],
]);
/** Limits that are soon reached, those that a scenario begins with, and none. */
const LIMITS = lot<Value>([
  [4, int(4)],
  [3, int(0)],
  [3, int(8)],
  [2, int(1024)],
  [2, int(4096)],
  [2, names('RLIM_INFINITY')],
  [1, int(1)],
  [1, int(4097)],
  [1, int(0x7fff_ffff)],
]);
const SIZES = lot([
  [4, 1],
  [3, 2],
  [2, 0],
  [1, 3],
]);

/** A user's or a group's number. */
export function chooseUser(gene: Gene): Value {
  return int(USERS.draw(gene));
}

/** How nice to be; also beyond what there is. */
export function chooseNice(gene: Gene): Value {
  return int(NICE.draw(gene));
}

/** What a limit is set to. */
export function chooseLimit(gene: Gene): Value {
  return LIMITS.draw(gene);
}

/** Integers one after the other, as many as the type says, or a few where an argument carries their number. */
export function chooseArray(
  gene: Gene,
  _moment: Moment,
  { count, noun }: Extract<Pointee, { kind: 'array' }>,
): Value {
  const length = typeof count === 'number' ? count : SIZES.draw(gene);
  const choose = noun === 'uid' || noun === 'gid' ? chooseUser : chooseInteger;
  return list(Array.from({ length }, () => choose(gene)));
}
