/** Signals: a few that scenarios are about, all others rarely, and numbers that are none. */
import { int, list, names, SIGNALS, type Value } from '../../abi/index.js';
import type { Gene } from '../gene.js';
import { lot } from '../lot.js';

type Draw = (gene: Gene) => Value;

const named = (name: string): Draw => {
  const value = names(name);
  return () => value;
};
const COMMON: readonly (readonly [number, Draw])[] = [
  [6, named('SIGUSR1')],
  [4, named('SIGUSR2')],
  [3, named('SIGCHLD')],
  [1, named('SIGTERM')],
  [1, named('SIGINT')],
  [2, named('SIGPIPE')],
  [1, named('SIGALRM')],
  [2, named('SIGRT34')],
  [2, named('SIGSTOP')],
  [2, named('SIGCONT')],
  [1, named('SIGKILL')],
  [1, (gene) => names(gene.of(SIGNALS))],
];
const MEMBERS = lot(COMMON);
const CHOICES = lot<Draw>([...COMMON, [1, () => int(0)], [1, (gene) => int(gene.of([65, -1, 1000]))]]);
/** How many signals a set has. */
const SIZES = lot([
  [4, 1],
  [3, 0],
  [2, 2],
  [1, 3],
]);

/** A signal, or now and then a number that is none. */
export function chooseSignal(gene: Gene): Value {
  return CHOICES.draw(gene)(gene);
}

/** A set of signals. */
export function chooseSignalSet(gene: Gene): Value {
  const members = new Map<string, Value>();
  for (let left = SIZES.draw(gene); left > 0; left--) {
    const member = MEMBERS.draw(gene)(gene);
    if (member.kind === 'names') members.set(member.names.join(), member);
  }
  return list([...members.values()].sort(byNumber));
}

function byNumber(a: Value, b: Value): number {
  return numberOf(a) - numberOf(b);
}

function numberOf(value: Value): number {
  return value.kind === 'names' ? SIGNALS.indexOf(value.names[0] ?? '') : -1;
}
