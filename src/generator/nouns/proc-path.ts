/** Paths to what /proc has of processes: those of anybody who has begun, from the root or from a directory there. */
import { actor, bytes, text, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';

type Path = (gene: Gene, moment: Moment) => Value;

const FROM_ROOT = lot<Path>([
  [6, (gene, moment) => text(bytes('/proc/'), anybody(gene, moment))],
  [4, (gene, moment) => text(bytes('/proc/'), anybody(gene, moment), bytes('/comm'))],
  [
    1,
    (gene, moment) =>
      text(bytes('/proc/'), anybody(gene, moment), bytes('/task/'), anybody(gene, moment), bytes('/comm')),
  ],
  [1, (gene, moment) => text(bytes('/proc/'), anybody(gene, moment), bytes('/task/'), anybody(gene, moment))],
]);
const FROM_DIRECTORY = lot<Path>([
  [6, () => bytes('comm')],
  [2, () => bytes('task')],
  [1, () => bytes('.')],
  [1, () => bytes('..')],
  [1, () => bytes('comm/')],
  [2, (gene, moment) => text(bytes('task/'), anybody(gene, moment))],
  [2, (gene, moment) => text(bytes(''), anybody(gene, moment))],
]);

/** An absolute path. */
export function chooseProcPath(gene: Gene, moment: Moment): Value {
  return FROM_ROOT.draw(gene)(gene, moment);
}

/** A path that goes on from the directory of a process, or of a thread, or from the list of a process's threads. */
export function chooseProcName(gene: Gene, moment: Moment): Value {
  return FROM_DIRECTORY.draw(gene)(gene, moment);
}

function anybody(gene: Gene, { actors }: Moment): Value {
  return actor(gene.of(actors).name);
}
