/** JavaScript text for the tests and leaves of a fast parser. `s` is the text, `p` the place in it. */
import { END, EMPTY, complement, rangesOf, type ByteSet } from '../byte-set.js';
import type { Beginning } from '../lookahead.js';
import { must } from '../must.js';

/** A test of the char code `c` (an expression without side effects; NaN at the end of the text). */
export function setTest(set: ByteSet, c: string): string {
  const bytes = set & ~END;
  const withEnd = (set & END) !== EMPTY;
  if (bytes === EMPTY) return withEnd ? `${c}!==${c}` : 'false';
  const negated = rangesOf(bytes).length > rangesOf(complement(bytes)).length || bytes === complement(EMPTY);
  if (!negated) {
    const test = rangesOf(bytes)
      .map(([from, to]) => rangeTest(from, to, c))
      .join('||');
    return withEnd ? `(${test}||${c}!==${c})` : `(${test})`;
  }
  const tests = rangesOf(complement(bytes)).map(([from, to]) => `!(${rangeTest(from, to, c)})`);
  return `(${[...tests, ...(withEnd ? [] : [`${c}===${c}`])].join('&&') || 'true'})`;
}

function rangeTest(from: number, to: number, c: string): string {
  if (from === to) return `${c}===${from}`;
  if (from === 0) return `${c}<=${to}`;
  return to === 255 ? `${c}>=${from}` : `(${c}>=${from}&&${c}<=${to})`;
}

/** Statements of a function body that returns whether the text at `p` begins like one of `beginnings`. */
export function lookBody(beginnings: readonly Beginning[]): string {
  return `let q=p,c;${beginnings.map(lookOne).join('')}return false;`;
}

/** One expression for beginnings of a single step; nothing where a function is needed. */
export function lookInline(beginnings: readonly Beginning[]): string | undefined {
  if (!beginnings.every((steps) => steps.length === 1)) return undefined;
  const set = beginnings.reduce((all, [step]) => all | must(step).set, EMPTY);
  return set === END ? 'p>=n' : setTest(set, 's.charCodeAt(p)');
}

function lookOne(steps: Beginning): string {
  const inner = steps.reduceRight((code, step) => {
    const test = setTest(step.set, 'c');
    const more = step.run ? `do{c=s.charCodeAt(++q)}while(${test});` : 'q++;';
    return `c=s.charCodeAt(q);if(${test}){${more}${code}}`;
  }, 'return true;');
  return `q=p;${inner}`;
}

/** A condition that is true where `bytes` does not stand at `p`. */
export function notHere(bytes: string): string {
  return Array.from(bytes)
    .map((byte, index) => `s.charCodeAt(${index === 0 ? 'p' : `p+${index}`})!==${byte.charCodeAt(0)}`)
    .join('||');
}
