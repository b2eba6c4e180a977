/** What is said of a finding in one sentence, and in a paragraph: for reports that programs read. */
import { counted, plainText } from './plain-text.js';
import type { CauseResult, FindingResult, TargetResult } from './result.js';
import { findingFile } from './saved-finding.js';

/** What each kind of finding is, after the clause: `pipe/read/data diverges`. */
export const KIND_WORDS: Readonly<Record<FindingResult['kind'], string>> = {
  crash: 'the target died',
  law: 'law broken',
  diverges: 'diverges',
  departs: 'departs from its grammar',
  differs: 'differs (precedence)',
};

/** Kinds of findings by their gravity. */
export const GRAVEST_FIRST: readonly FindingResult['kind'][] = [
  'crash',
  'law',
  'diverges',
  'departs',
  'differs',
];

/** The difference of its first and smallest cause, in one line. */
export function findingHeadline({ causes: [first] }: FindingResult): string {
  return plainText(first?.difference ?? '');
}

/** The difference with the step in which it is seen; a text of /proc has no steps. */
export function placedDifference({ scenario, step, steps, difference }: CauseResult): string {
  return scenario === '' ? difference : `step ${step} of ${steps}: ${difference}`;
}

/** Promise, citation and every cause with its scenario, as lines without control characters. */
export function findingLines(target: TargetResult, finding: FindingResult): string[] {
  const { prose, cite, causes } = finding;
  return [
    ...(prose === undefined ? [] : [`promise: ${prose}`]),
    ...(cite === undefined ? [] : [`written: ${cite}`]),
    ...causes.flatMap((cause, nth) => causeLines(cause, findingFile(target, finding, nth))),
  ].map(plainText);
}

function causeLines(cause: CauseResult, file: string): string[] {
  const allowed = cause.allowed.map(({ events, clauses }) =>
    clauses.length === 0 ? events.join('; ') : `${events.join('; ')} (${clauses.join(', ')})`,
  );
  return [
    placedDifference(cause),
    ...cause.observed.map((event) => `observed: ${event}`),
    ...allowed.map((events) => `allowed: ${events}`),
    ...(cause.scenario === '' ? [] : cause.scenario.trimEnd().split('\n')),
    `saved as ${file}, seen in ${counted(cause.count, 'scenario')}`,
  ];
}
