/** The tally: what was counted while a trial ran. */
import type { ClauseId } from '../abi/index.js';
import type { Verdict, VerdictKind } from '../oracle/index.js';
import type { Candidate } from './candidate.js';
import type { Undecided } from './result.js';

/** Scenarios without a verdict that are kept whole; of the others the reasons are counted. */
const MOST_UNDECIDED = 20;

export class Tally {
  written = 0;
  generated = 0;
  steps = 0;
  readonly verdicts: Record<VerdictKind, number> = {
    conforms: 0,
    diverges: 0,
    differs: 0,
    unsupported: 0,
    unspecified: 0,
    inconclusive: 0,
    crash: 0,
  };
  readonly fired = new Map<ClauseId, number>();
  readonly unsupported = new Map<string, number>();
  readonly inconclusive: Undecided[] = [];
  /** How many scenarios have no verdict, by the reason. */
  readonly undecided = new Map<string, number>();

  /** Scenarios that were tried. */
  get done(): number {
    return this.written + this.generated;
  }

  /** Counts one scenario with its verdict. */
  count(candidate: Candidate, verdict: Verdict): void {
    if (candidate.origin.kind === 'written') this.written += 1;
    else this.generated += 1;
    this.steps += candidate.scenario.steps.length;
    this.verdicts[verdict.kind] += 1;
    for (const clause of verdict.fired) increase(this.fired, clause);
    // A clause that leaves something open was met, and that is all that can be seen of it.
    if (verdict.kind === 'unspecified' && !verdict.fired.includes(verdict.clause)) {
      increase(this.fired, verdict.clause);
    }
    if (verdict.kind === 'unsupported') increase(this.unsupported, verdict.call);
    if (verdict.kind === 'inconclusive') this.leaveOpen(candidate, verdict.reason);
  }

  private leaveOpen({ scenario, origin }: Candidate, reason: string): void {
    increase(this.undecided, reason);
    if (this.inconclusive.length < MOST_UNDECIDED) this.inconclusive.push({ scenario, origin, reason });
  }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
