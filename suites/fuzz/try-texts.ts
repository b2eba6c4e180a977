/** Many texts through the parsers of one format. */
import fc from 'fast-check';
import type { Bytes } from '../../src/abi/index.js';
import type { Format } from '../../src/grammar/index.js';
import type { Finding } from './finding.js';
import { brokenByChunks, brokenPromise } from './promises.js';
import { textsOf } from './texts.js';

export interface Tried {
  readonly tried: readonly Bytes[];
  /** How many of them are texts of the format. */
  readonly taken: number;
  readonly findings: readonly Finding[];
}

/** One text of so many comes in chunks as well. */
const CHUNKED = 16;

/** Tries `count` texts, the same ones for the same seed. Each promise that is broken comes with the smallest text that breaks it. */
export function tryTexts(format: Format, count: number, seed: number): Tried {
  const texts = textsOf(format);
  const tried: Bytes[] = [];
  let taken = 0;
  const check = (broken: typeof brokenPromise, numRuns: number): Finding[] => {
    const property = fc.property(texts, (text) => broken(format, text) === undefined);
    const { counterexample } = fc.check(property, { numRuns, seed });
    return (counterexample ?? []).map((text) => ({
      where: format.name,
      what: broken(format, text) ?? 'breaks a promise only sometimes',
      text,
    }));
  };
  const counting = (asked: Format, text: Bytes): string | undefined => {
    tried.push(text);
    if (asked.parse(text).ok) taken++;
    return brokenPromise(asked, text);
  };
  const findings = check(counting, count);
  if (format.plan().each) findings.push(...check(brokenByChunks, Math.ceil(count / CHUNKED)));
  return { tried, taken, findings };
}
