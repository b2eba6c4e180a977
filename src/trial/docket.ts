/** The docket: what has been found, grouped by clause and then by cause. */
import type { ClauseId } from '../abi/index.js';
import type { Failure, FailureKind } from './failure.js';
import type { Cause, Finding } from './result.js';

/** Causes of one clause that are looked into; more are only counted with them. */
const MOST_CAUSES = 3;
/** Clauses that are looked into in one run. */
const MOST_CLAUSES = 60;

const GRAVITY: readonly FailureKind[] = ['crash', 'law', 'diverges', 'differs'];

interface Entry {
  count: number;
  cause?: Omit<Cause, 'count'>;
}

export class Docket {
  private readonly clauses = new Map<ClauseId, Map<string, Entry>>();

  constructor(private readonly target: string) {}

  /** Counts `failure`; true if it is the first of its cause, and worth looking into. */
  claim(failure: Failure): boolean {
    const causes = this.clauses.get(failure.clause) ?? new Map<string, Entry>();
    const key = causeOf(failure);
    const known = causes.get(key);
    if (known !== undefined) {
      known.count += 1;
      return false;
    }
    const looked = causes.size > 0 ? causes.size < MOST_CAUSES : this.clauses.size < MOST_CLAUSES;
    if (!looked || (causes.size > 0 && !failure.first)) return false;
    this.clauses.set(failure.clause, causes.set(key, { count: 1 }));
    return true;
  }

  /** Takes back a claim: it was not a cause of its own. It may be claimed again. */
  dismiss(failure: Failure): void {
    const causes = this.clauses.get(failure.clause);
    causes?.delete(causeOf(failure));
    if (causes?.size === 0) this.clauses.delete(failure.clause);
  }

  /** Writes down what came of the claim of `failure`. */
  enter(failure: Failure, cause: Omit<Cause, 'count'>): Finding {
    const entry = this.clauses.get(failure.clause)?.get(causeOf(failure));
    if (entry !== undefined) entry.cause = cause;
    return this.finding(failure.clause) ?? findingOf(this.target, failure.clause, [{ ...cause, count: 1 }]);
  }

  /** All findings, sorted by clause. */
  findings(): Finding[] {
    return [...this.clauses.keys()].sort().flatMap((clause) => this.finding(clause) ?? []);
  }

  get size(): number {
    return [...this.clauses.values()].filter((causes) => [...causes.values()].some(({ cause }) => cause))
      .length;
  }

  private finding(clause: ClauseId): Finding | undefined {
    const entries = [...(this.clauses.get(clause)?.values() ?? [])];
    const causes = entries.flatMap(({ cause, count }) => (cause === undefined ? [] : [{ ...cause, count }]));
    return causes.length === 0 ? undefined : findingOf(this.target, clause, causes);
  }
}

function findingOf(target: string, clause: ClauseId, causes: readonly Cause[]): Finding {
  const smallestFirst = [...causes].sort((a, b) => a.scenario.steps.length - b.scenario.steps.length);
  const kind = GRAVITY.find((grave) => causes.some(({ failure }) => failure.kind === grave)) ?? 'diverges';
  return { clause, kind, fingerprint: fingerprintOf(clause, target), causes: smallestFirst };
}

/** The same for the same clause on the same target, whatever the seed: 8 hex digits (FNV-1a). */
function fingerprintOf(clause: ClauseId, target: string): string {
  let hash = 0x811c9dc5;
  for (const char of `${clause}@${target}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The difference without its particulars: what two scenarios with one cause have in common. */
function causeOf({ kind, difference }: Failure): string {
  return `${kind}: ${difference
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\b[A-Z]\d*(?=[:,. ]|$)/g, 'X')
    .replace(/\d+/g, '#')}`;
}
