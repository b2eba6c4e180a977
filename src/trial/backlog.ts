/** The backlog: confirmed failures that are made smaller when everything was tried, from the shortest sight of each. */
import type { ClauseId } from '../abi/index.js';
import type { Candidate } from './candidate.js';
import { GRAVITY } from './docket.js';
import type { Failure } from './failure.js';
import type { Probed } from './probe.js';

/** One scenario that showed a failure. */
export interface Sight {
  readonly candidate: Candidate;
  readonly failure: Failure;
  readonly probed: Probed;
}

/** A failure that is waiting. */
export interface Waiting {
  /** The one that was confirmed. */
  readonly confirmed: Sight;
  /** A shorter one, of which nothing is known but that it was seen. */
  readonly shorter?: Sight;
}

export class Backlog {
  private readonly waiting = new Map<ClauseId, Waiting>();

  /** Takes up a failure that was confirmed. */
  add(confirmed: Sight): void {
    this.waiting.set(confirmed.failure.clause, { confirmed });
  }

  /** Another sight of a failure: kept if it is the shortest. */
  see(sight: Sight): void {
    const known = this.waiting.get(sight.failure.clause);
    if (known === undefined || !sight.failure.first) return;
    if (lengthOf(sight) < lengthOf(known.shorter ?? known.confirmed))
      this.waiting.set(sight.failure.clause, { ...known, shorter: sight });
  }

  /** Everything that waits, the gravest first; it waits no longer. */
  *take(): Generator<Waiting> {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    const gravity = ({ confirmed }: Waiting): number => GRAVITY.indexOf(confirmed.failure.kind);
    yield* all.sort((a, b) => gravity(a) - gravity(b));
  }
}

/** What comes after the failing step can be taken away for nothing. */
function lengthOf({ failure }: Sight): number {
  return failure.step;
}
