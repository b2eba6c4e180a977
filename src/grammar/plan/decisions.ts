/** Looks for the choices of a grammar: each no longer than it must be to tell its alternative from the others. */
import { areDisjoint, type Beginning } from '../lookahead.js';
import { must } from '../must.js';
import { lookFor, type Look } from './look.js';

/** One look for each alternative of a decision of decide.ts; at most one of them is true of any text. */
export function looksFor(alternatives: readonly (readonly Beginning[])[]): Look[] {
  return alternatives.map((beginnings, index) => {
    const others = alternatives.flatMap((other, at) => (at === index ? [] : other));
    return lookFor(shortest(beginnings.map((beginning) => cut(beginning, others))));
  });
}

/** The first steps of `beginning`, as few as tell it from all others. */
function cut(beginning: Beginning, others: readonly Beginning[]): Beginning {
  for (let length = 1; length < beginning.length; length++) {
    const first = beginning.slice(0, length);
    if (areDisjoint([first], others)) return first;
  }
  return beginning;
}

/** Without those that begin like a shorter one. */
function shortest(beginnings: readonly Beginning[]): Beginning[] {
  const byLength = [...beginnings].sort((a, b) => a.length - b.length);
  const kept: Beginning[] = [];
  for (const beginning of byLength)
    if (!kept.some((shorter) => beginsLike(beginning, shorter))) kept.push(beginning);
  return kept;
}

function beginsLike(beginning: Beginning, shorter: Beginning): boolean {
  return shorter.every(({ set, run }, index) => {
    const step = must(beginning[index]);
    return step.set === set && step.run === run;
  });
}
