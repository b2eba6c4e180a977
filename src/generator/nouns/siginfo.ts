/** What goes with a signal that a scenario sends itself, and how a timer tells of its end. */
import { actor, int, names, struct, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';
import type { Moment } from '../moment.js';
import { chooseInteger } from './number.js';
import { chooseProcess } from './process.js';
import { chooseSignal } from './signal.js';

/** Which fields a code has: those of a sender with a value, of a timer, of a sender alone. */
type Sort = 'queued' | 'timer' | 'sender';

const CODES = lot<readonly [code: Value, sort: Sort]>([
  [8, [names('SI_QUEUE'), 'queued']],
  [2, [names('SI_MESGQ'), 'queued']],
  [1, [names('SI_TIMER'), 'timer']],
  [1, [names('SI_TKILL'), 'queued']],
  [1, [names('SI_USER'), 'sender']],
  [1, [names('SI_KERNEL'), 'sender']],
  [1, [int(-99), 'queued']],
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
  const [code, sort] = CODES.draw(gene);
  const sender = { pid: actor(moment.actor.name), uid: int(gene.pick(2) * 1000) };
  const fields: Readonly<Record<Sort, Readonly<Record<string, Value>>>> = {
    queued: { ...sender, value: chooseInteger(gene) },
    timer: { timer: int(gene.pick(2)), overrun: int(gene.pick(2)), value: chooseInteger(gene) },
    sender,
  };
  return struct({ code, ...fields[sort] });
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
