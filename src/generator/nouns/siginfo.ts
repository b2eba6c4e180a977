/** What goes with a signal that a scenario sends itself, and how a timer tells of its end. */
import { actor, int, names, struct, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseInteger } from './number.js';
import { chooseProcess } from './process.js';
import { chooseSignal } from './signal.js';

const CODES = lot([
  [8, names('SI_QUEUE')],
  [2, names('SI_MESGQ')],
  [1, names('SI_TIMER')],
  [1, names('SI_TKILL')],
  [1, names('SI_USER')],
  [1, names('SI_KERNEL')],
  [1, int(-99)],
]);
const NOTIFICATIONS = lot([
  [6, names('SIGEV_SIGNAL')],
  [3, names('SIGEV_THREAD_ID')],
  [2, names('SIGEV_NONE')],
  [1, names('SIGEV_THREAD')],
  [1, int(99)],
]);

/** A siginfo: sent honestly, most of the time. */
export function chooseInfo(gene: Gene, moment: Moment): Value {
  return struct({
    code: CODES.draw(gene),
    pid: actor(moment.actor.name),
    uid: int(gene.pick(2) * 1000),
    value: chooseInteger(gene),
  });
}

/** How a timer tells of its end. */
export function chooseEvent(gene: Gene, moment: Moment): Value {
  const notify = NOTIFICATIONS.draw(gene);
  const toThread = notify.kind === 'names' && notify.names.includes('SIGEV_THREAD_ID');
  return struct({
    value: chooseInteger(gene),
    signo: chooseSignal(gene),
    notify,
    ...(toThread ? { tid: gene.once(3) ? chooseProcess(gene, moment) : actor(moment.actor.name) } : {}),
  });
}
