/** The answer of a trial in one or two words: what stands first in every report. */
import { unexpectedOf, type TargetResult } from './result.js';

export type Headline =
  'DIVERGES' | 'NO ANSWER' | 'STALE EXPECTATIONS' | 'AS EXPECTED' | 'NOTHING JUDGED' | 'CONFORMS';

/** How it is meant: something is wrong, nothing is, or nobody knows. */
export type Tone = 'bad' | 'good' | 'doubt';

export const TONES: Readonly<Record<Headline, Tone>> = {
  DIVERGES: 'bad',
  'NO ANSWER': 'doubt',
  'STALE EXPECTATIONS': 'bad',
  'AS EXPECTED': 'good',
  'NOTHING JUDGED': 'doubt',
  CONFORMS: 'good',
};

/** What came of the trial of `target`. */
export function headlineOf(target: TargetResult): Headline {
  const { ended, verdicts, findings, stale } = target;
  if (unexpectedOf(target).length > 0) return 'DIVERGES';
  if (ended.how === 'failed') return 'NO ANSWER';
  if (stale.length > 0) return 'STALE EXPECTATIONS';
  if (findings.some(({ expectation }) => expectation !== undefined)) return 'AS EXPECTED';
  return verdicts.conforms === 0 ? 'NOTHING JUDGED' : 'CONFORMS';
}
