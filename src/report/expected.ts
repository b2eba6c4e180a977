/** Expected findings: which of a target's findings somebody has explained, and which explanations are stale. */
import type { ClauseId } from '../abi/index.js';
import type { Expectation } from '../spec/index.js';
import type { TrialEnd } from '../trial/index.js';
import { observedWord } from './observed-word.js';

/** What is expected of a target: expectations that hold for its version today. */
export interface Expected {
  readonly expectations: readonly Expectation[];
  /** Everything was tried: what was not found does not occur any more. */
  readonly isWhole: boolean;
}

/** Why a finding is no surprise: suites/expectations/<target>.yaml says so. */
export interface ExpectationResult {
  /** What is seen instead, in the words of `observedWord`. */
  readonly observed: readonly string[];
  readonly reason: string;
  readonly link?: string;
  readonly versions: string;
  readonly expires: string;
}

/** An expectation of which nothing was found any more. */
export interface StaleResult {
  readonly clause: ClauseId;
  readonly reason: string;
}

/** A finding as far as it can be expected. */
export interface Expectable {
  readonly clause: ClauseId;
  readonly kind: string;
  readonly causes: readonly { readonly difference: string }[];
}

/** Stands for whatever is observed: where luck decides what is seen. */
export const VARIES = 'varies';

/** The expectation that covers `finding` with every cause of it, in the form of a result; nothing where none does. */
export function expectationFor(
  { clause, kind, causes }: Expectable,
  { expectations }: Expected,
): ExpectationResult | undefined {
  const known = expectations.find((expectation) => expectation.clause === clause);
  if (known === undefined) return undefined;
  const covers = ({ difference }: Expectable['causes'][number]): boolean =>
    known.observed.includes(VARIES) || known.observed.includes(observedWord(kind, difference));
  if (!causes.every(covers)) return undefined;
  const { observed, reason, link, versions, expires } = known;
  return { observed, reason, ...(link === undefined ? {} : { link }), versions, expires };
}

/** The expectations of which nothing was seen, not even something that came and went, though everything was tried. */
export function staleOf(
  seen: readonly Pick<Expectable, 'clause'>[],
  ended: TrialEnd,
  { expectations, isWhole }: Expected,
): StaleResult[] {
  if (!isWhole || ended.how !== 'complete') return [];
  const found = new Set(seen.map(({ clause }) => clause));
  return expectations
    .filter(({ clause, rare }) => rare !== true && !found.has(clause))
    .map(({ clause, reason }) => ({ clause, reason }));
}
