/** Two results side by side: two versions of a kernel, two implementations, yesterday and today. */
import type { ClauseId } from '../abi/index.js';
import { standings, type ClauseState, type Standing } from './clause-state.js';
import { GRAVEST_FIRST } from './finding-text.js';
import { observedWord } from './observed-word.js';
import type { FindingResult, RunResult, TargetResult } from './result.js';

/** What can become of a clause. */
export type ChangeKind =
  /** It is broken, and was not: expected or not, programs see another answer. */
  | 'broken now'
  /** It was broken, and something was seen of it, and nothing speaks against it any more. */
  | 'kept again'
  /** It was broken, and nothing was seen of it this time. */
  | 'not seen again'
  /** It is broken in another way. */
  | 'broken otherwise'
  /** Another refusal that holds as well is answered now, or is not any more. */
  | 'differs now'
  | 'differs no more'
  /** Some scenario made it happen that none did before, or the reverse. */
  | 'fired now'
  | 'fired no more';

export interface ClauseChange {
  readonly clause: ClauseId;
  readonly kind: ChangeKind;
  readonly worse: boolean;
  readonly from: ClauseState;
  readonly to: ClauseState;
  /** What was and what is observed against it, in words that are the same from seed to seed. */
  readonly observed: { readonly from: readonly string[]; readonly to: readonly string[] };
  /** What is found now, or was found before, told by its smallest cause. */
  readonly difference?: string;
}

/** Two numbers or texts that are not the same. */
export interface Change<Of> {
  readonly from: Of;
  readonly to: Of;
}

export interface TargetComparison {
  readonly targets: Change<string>;
  readonly kernels: Change<string>;
  readonly profiles: Change<string>;
  readonly seeds: Change<number>;
  /** How the trials ended. */
  readonly ended: Change<TargetResult['ended']['how']>;
  /** Sorted by what became of them, then by id. */
  readonly clauses: readonly ClauseChange[];
  /** Calls that are missing now, and that are there now. */
  readonly unsupported: { readonly now: readonly string[]; readonly noMore: readonly string[] };
  /** Counts of verdicts that are not the same. */
  readonly verdicts: Readonly<Record<string, Change<number>>>;
  readonly worse: boolean;
}

export interface Comparison {
  readonly format: 'abide-comparison';
  readonly version: 1;
  /** True if something got worse: a clause, a call, the end of a trial, a target of which nothing is known any more. */
  readonly worse: boolean;
  readonly targets: readonly TargetComparison[];
  /** Targets that only one result has. */
  readonly only: { readonly from: readonly string[]; readonly to: readonly string[] };
}

/**
 * What changed from `from` to `to`. Targets are compared by name; where each result has one target, these two are
 * compared whatever they are called.
 */
export function compareResults(from: RunResult, to: RunResult): Comparison {
  const pairs = pairsOf(from, to);
  const targets = pairs.map(([a, b]) => compareTargets(from, a, to, b));
  const only = {
    from: from.targets.filter((target) => !pairs.some(([a]) => a === target)).map(({ target }) => target),
    to: to.targets.filter((target) => !pairs.some(([, b]) => b === target)).map(({ target }) => target),
  };
  const worse = only.from.length > 0 || targets.some((one) => one.worse);
  return { format: 'abide-comparison', version: 1, worse, targets, only };
}

function pairsOf(from: RunResult, to: RunResult): [TargetResult, TargetResult][] {
  const [a, b] = [from.targets[0], to.targets[0]];
  const single = from.targets.length === 1 && to.targets.length === 1;
  if (single && a !== undefined && b !== undefined) return [[a, b]];
  return from.targets.flatMap((one): [TargetResult, TargetResult][] => {
    const other = to.targets.find(({ target }) => target === one.target);
    return other === undefined ? [] : [[one, other]];
  });
}

function compareTargets(from: RunResult, a: TargetResult, to: RunResult, b: TargetResult): TargetComparison {
  const clauses = clauseChanges(standings(from, a), standings(to, b));
  const [lackedBefore, lackedNow] = [Object.keys(a.unsupported), Object.keys(b.unsupported)];
  const unsupported = {
    now: lackedNow.filter((call) => !lackedBefore.includes(call)),
    noMore: lackedBefore.filter((call) => !lackedNow.includes(call)),
  };
  const cut = a.ended.how === 'complete' && b.ended.how !== 'complete';
  return {
    targets: { from: a.target, to: b.target },
    kernels: { from: a.kernel, to: b.kernel },
    profiles: { from: a.profile, to: b.profile },
    seeds: { from: a.seed, to: b.seed },
    ended: { from: a.ended.how, to: b.ended.how },
    clauses,
    unsupported,
    verdicts: verdictChanges(a, b),
    worse: cut || unsupported.now.length > 0 || clauses.some((change) => change.worse),
  };
}

function verdictChanges(a: TargetResult, b: TargetResult): Record<string, Change<number>> {
  const before: Readonly<Record<string, number>> = a.verdicts;
  const changed = Object.entries(b.verdicts)
    .map(([kind, to]) => [kind, { from: before[kind] ?? 0, to }] as const)
    .filter(([, change]) => change.from !== change.to);
  return Object.fromEntries(changed);
}

/** In the order in which they are told. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  'broken now',
  'broken otherwise',
  'differs now',
  'kept again',
  'not seen again',
  'differs no more',
  'fired now',
  'fired no more',
];

function clauseChanges(before: readonly Standing[], after: readonly Standing[]): ClauseChange[] {
  const was = new Map(before.map((standing) => [standing.clause, standing]));
  const is = new Map(after.map((standing) => [standing.clause, standing]));
  const ids = [...new Set([...was.keys(), ...is.keys()])].sort();
  const changes = ids.flatMap((clause) => {
    const nowhere: Standing = { clause, state: 'absent' };
    return clauseChange(was.get(clause) ?? nowhere, is.get(clause) ?? nowhere) ?? [];
  });
  return changes.sort((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind));
}

function clauseChange(was: Standing, is: Standing): ClauseChange | undefined {
  const observed = { from: observedOf(was.finding), to: observedOf(is.finding) };
  const kind = kindOf(was, is, observed);
  if (kind === undefined) return undefined;
  const difference = (is.finding ?? was.finding)?.causes[0]?.difference;
  const graver = kind === 'broken otherwise' && gravityOf(is) < gravityOf(was);
  return {
    clause: is.clause,
    kind,
    worse: kind === 'broken now' || graver,
    from: was.state,
    to: is.state,
    observed,
    ...(difference === undefined ? {} : { difference }),
  };
}

function kindOf(was: Standing, is: Standing, observed: ClauseChange['observed']): ChangeKind | undefined {
  const [before, after] = [isBroken(was), isBroken(is)];
  if (after) {
    if (!before) return 'broken now';
    return observed.from.join() === observed.to.join() ? undefined : 'broken otherwise';
  }
  if (is.state === 'differs') return was.state === 'differs' ? undefined : 'differs now';
  if (before) return is.state === 'kept' ? 'kept again' : 'not seen again';
  if (was.state === 'differs') return 'differs no more';
  if (is.state === 'kept') return was.state === 'kept' ? undefined : 'fired now';
  return was.state === 'kept' ? 'fired no more' : undefined;
}

function isBroken({ state }: Standing): boolean {
  return state === 'broken' || state === 'expected';
}

function gravityOf({ finding }: Standing): number {
  return finding === undefined ? GRAVEST_FIRST.length : GRAVEST_FIRST.indexOf(finding.kind);
}

/** What is observed, over all causes; each word once, sorted. */
function observedOf(finding: FindingResult | undefined): string[] {
  const words = finding?.causes.map(({ difference }) => observedWord(finding.kind, difference)) ?? [];
  return [...new Set(words)].sort();
}
