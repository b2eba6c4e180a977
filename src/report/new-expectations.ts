/** Expectations from a result: what is known stays known, what is new is to be judged. */
import { TO_BE_JUDGED, type Expectation } from '../spec/index.js';
import { observedWord } from './observed-word.js';
import type { FindingResult, TargetResult } from './result.js';

/** What new entries say. */
export interface NewEntry {
  readonly versions: string;
  readonly expires: string;
}

/**
 * The expectations after a whole audit came to `target`: one for each finding that breaks a promise. An entry of `known`
 * that still occurs keeps its reason, link, versions and day, and gets what was observed besides; one that does not
 * occur any more goes, unless only luck shows it.
 */
export function newExpectations(
  { findings }: Pick<TargetResult, 'findings'>,
  known: readonly Expectation[],
  { versions, expires }: NewEntry,
): Expectation[] {
  const broken = findings.filter(({ kind }) => kind !== 'differs');
  const found = new Set(broken.map(({ clause }) => clause));
  const occurring = broken.map((finding): Expectation => {
    const before = known.find(({ clause }) => clause === finding.clause);
    const observed = [...new Set([...(before?.observed ?? []), ...wordsOf(finding)])].sort();
    if (before !== undefined) return { ...before, observed };
    return {
      clause: finding.clause,
      observed,
      reason: TO_BE_JUDGED,
      versions,
      expires,
      ...(isLuck(finding) ? { rare: true } : {}),
      at: NOWHERE,
    };
  });
  return [...occurring, ...known.filter(({ clause, rare }) => rare === true && !found.has(clause))];
}

function wordsOf({ kind, causes }: FindingResult): string[] {
  return causes.map(({ difference }) => observedWord(kind, difference));
}

/** No written scenario showed it: another seed may not. */
function isLuck({ causes }: FindingResult): boolean {
  return causes.every(({ origin }) => origin.includes(': generated, '));
}

const NOWHERE = { file: '', line: 1, column: 1 };
