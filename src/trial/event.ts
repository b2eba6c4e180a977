/** What happens during a trial, for whoever watches. */
import type { ClauseId } from '../abi/index.js';
import type { TargetDescription } from '../target/index.js';
import type { Finding, TrialResult, Unstable } from './result.js';

/** How far a trial is. */
export interface Progress {
  readonly done: number;
  /** Scenarios that will be tried; absent for a trial that ends by time. */
  readonly planned?: number;
  readonly steps: number;
  readonly findings: number;
  readonly unstable: number;
  readonly milliseconds: number;
  /** Set while a finding is confirmed and made smaller. */
  readonly shrinking?: ClauseId;
}

export type TrialEvent =
  | {
      readonly kind: 'began';
      readonly target: TargetDescription;
      readonly seed: number;
      readonly planned?: number;
    }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'unstable'; readonly unstable: Unstable }
  | { readonly kind: 'ended'; readonly result: TrialResult };
