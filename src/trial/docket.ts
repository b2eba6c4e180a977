/** The docket: what has been found, grouped by clause and then by cause. */
import type { ClauseId } from '../abi/index.js';
import type { Failure, FailureKind } from './failure.js';
import type { Cause, Finding } from './result.js';

/** How much of what is found is looked into. */
export interface DocketRules {
  /** Causes of one clause; more are only counted with the first. */
  readonly causes: number;
  readonly clauses: number;
  /** What may follow from an earlier failure of the same scenario is looked into as well. */
  readonly consequences: boolean;
  /** How often failures of one clause may turn out to be nothing before the clause is left alone. */
  readonly attempts: number;
}

/** What a run looks into unless it is told otherwise. */
export const THOROUGH: DocketRules = { causes: 3, clauses: 60, consequences: true, attempts: Infinity };
/** Every clause once, by what cannot follow from anything else. */
export const FIRST_CAUSES: DocketRules = { causes: 1, clauses: Infinity, consequences: false, attempts: 4 };

/** The gravest first. */
export const GRAVITY: readonly FailureKind[] = ['crash', 'law', 'diverges', 'departs', 'differs'];

interface Entry {
  count: number;
  cause?: Omit<Cause, 'count'>;
}

export class Docket {
  private readonly clauses = new Map<ClauseId, Map<string, Entry>>();
  private readonly dismissed = new Map<string, number>();

  constructor(
    private readonly target: string,
    private readonly rules: DocketRules = THOROUGH,
  ) {}

  /** True if something speaks against the clause already. */
  has(clause: ClauseId): boolean {
    return this.clauses.has(clause);
  }

  /** Counts `failure`; true if it is the first of its cause, and worth looking into. */
  claim(failure: Failure): boolean {
    const causes = this.clauses.get(failure.clause) ?? new Map<string, Entry>();
    const key = causeOf(failure);
    const [first] = causes.values();
    const room = causes.size < this.rules.causes || (isGrave(failure) && !this.isBroken(causes));
    const known = causes.get(key) ?? (room ? undefined : first);
    if (known !== undefined) {
      known.count += 1;
      return false;
    }
    if (causes.size === 0 && this.clauses.size >= this.rules.clauses) return false;
    if (!failure.first && (causes.size > 0 || !this.rules.consequences)) return false;
    if ((this.dismissed.get(failure.clause) ?? 0) >= this.rules.attempts) return false;
    this.clauses.set(failure.clause, causes.set(key, { count: 1 }));
    return true;
  }

  /** True if more than another choice of refusal speaks against the clause. */
  private isBroken(causes: ReadonlyMap<string, Entry>): boolean {
    return [...causes.keys()].some((key) => !key.startsWith('differs:'));
  }

  /** Takes back a claim: it was not a cause of its own. It may be claimed again. */
  dismiss(failure: Failure): void {
    const causes = this.clauses.get(failure.clause);
    causes?.delete(causeOf(failure));
    this.dismissed.set(failure.clause, (this.dismissed.get(failure.clause) ?? 0) + 1);
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

function isGrave({ kind }: Failure): boolean {
  return kind !== 'differs';
}

function findingOf(target: string, clause: ClauseId, causes: readonly Cause[]): Finding {
  const gravity = ({ failure }: Cause): number => GRAVITY.indexOf(failure.kind);
  const smallestFirst = [...causes].sort(
    (a, b) => gravity(a) - gravity(b) || a.scenario.steps.length - b.scenario.steps.length,
  );
  const kind = GRAVITY.find((grave) => causes.some(({ failure }) => failure.kind === grave)) ?? 'diverges';
  return { clause, kind, fingerprint: fingerprintOf(clause, target), causes: smallestFirst };
}

/** The same for the same clause on the same target, whatever the seed: 8 hex digits (FNV-1a). */
export function fingerprintOf(clause: ClauseId, target: string): string {
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
