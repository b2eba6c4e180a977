/** The record of a trial: what was tried and found until now, and how far the trial is. */
import type { ClauseId } from '../abi/index.js';
import type { TargetDescription } from '../target/index.js';
import { Docket, type DocketRules } from './docket.js';
import type { Progress } from './event.js';
import type { TrialEnd, TrialResult, Unstable } from './result.js';
import { Tally } from './tally.js';

/** What of a trial stands in its result as it was asked for. */
interface Asked {
  readonly target: TargetDescription;
  readonly suites: readonly string[];
  readonly seed: number;
}

export class TrialRecord {
  readonly tally = new Tally();
  readonly docket: Docket;
  readonly unstable: Unstable[] = [];
  /** Scenarios that will be tried; nothing for a trial that ends by time. */
  planned: number | undefined;
  /** The clause of the finding that is being made smaller. */
  shrinking: ClauseId | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly asked: Asked,
    rules?: DocketRules,
  ) {
    this.docket = new Docket(asked.target.name, rules);
  }

  /** Since the trial began. */
  get milliseconds(): number {
    return performance.now() - this.began;
  }

  /** How far the trial is. */
  progress(): Progress {
    const { tally, docket, unstable, planned, shrinking, milliseconds } = this;
    return {
      done: tally.done,
      steps: tally.steps,
      findings: docket.size,
      unstable: unstable.length,
      milliseconds,
      ...(planned === undefined ? {} : { planned }),
      ...(shrinking === undefined ? {} : { shrinking }),
    };
  }

  /** What the trial found, after it `ended`; `due`: so many written scenarios there are. */
  result(ended: TrialEnd, due: number): TrialResult {
    const { written, generated, steps, verdicts, inconclusive, undecided, fired, unsupported } = this.tally;
    return {
      ...this.asked,
      ended,
      milliseconds: Math.round(this.milliseconds),
      written,
      ...(written < due ? { untried: due - written } : {}),
      generated,
      steps,
      verdicts,
      findings: this.docket.findings(),
      unstable: this.unstable,
      inconclusive,
      undecided: Object.fromEntries([...undecided].sort()),
      unsupported: Object.fromEntries([...unsupported].sort()),
      fired: Object.fromEntries([...fired].sort()),
    };
  }
}
