/** Verdicts: what the oracle says of one scenario on one target. */
import type { ClauseId, Event } from '../abi/index.js';

/** One thing that would have been right at the step that diverged. */
export interface Allowed {
  /** The events of the step, in canonical order. */
  readonly events: readonly Event[];
  /** The clauses that fire in this outcome. */
  readonly clauses: readonly ClauseId[];
}

/** The first step that no allowed history explains. */
export interface Divergence {
  /** Index of the step in the scenario. */
  readonly step: number;
  /** The clause that the observation breaks. */
  readonly clause: ClauseId;
  readonly observed: readonly Event[];
  readonly allowed: readonly Allowed[];
  /** One sentence: where observed and the nearest allowed outcome part. */
  readonly difference: string;
}

export type Verdict = {
  /** Clauses that fired, in every history that is still possible. */ readonly fired: readonly ClauseId[];
} & (
  | { readonly kind: 'conforms' }
  /**
   * `later`: what departs as well, after the first cause was adopted; it may follow from the first cause, so
   * that each counts only once a scenario shows it first.
   */
  | { readonly kind: 'diverges'; readonly divergence: Divergence; readonly later: readonly Divergence[] }
  /** Another refusal that also holds was answered. */
  | { readonly kind: 'differs'; readonly divergence: Divergence }
  /** The target lacks a call or a flag. */
  | { readonly kind: 'unsupported'; readonly call: string }
  | { readonly kind: 'unspecified'; readonly clause: ClauseId; readonly reason: string }
  | { readonly kind: 'inconclusive'; readonly reason: string }
  | { readonly kind: 'crash'; readonly step: number; readonly reason: string }
);

export type VerdictKind = Verdict['kind'];
