/**
 * The trial: written scenarios, then scenarios for clauses that these did not reach, then generated ones.
 *
 * Several scenarios are under way at the target at once, while others are generated and judged; which
 * scenarios are tried depends on the seed alone.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClauseId } from '../abi/index.js';
import type { Judge } from '../oracle/index.js';
import { DEFAULT_PROFILE } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { TargetFailure, type Target } from '../target/index.js';
import {
  aimedCandidate,
  generatedCandidates,
  writtenCandidates,
  type Candidate,
  type ScenarioSource,
} from './candidate.js';
import type { TrialEvent } from './event.js';
import type { Failure } from './failure.js';
import { investigate } from './investigate.js';
import type { LawChecker } from './law.js';
import { patient } from './patient.js';
import { createProbe, Interrupted, type Probe, type Probed } from './probe.js';
import { TrialRecord } from './record.js';
import type { TrialEnd, TrialResult } from './result.js';
import type { Suite } from './suite.js';

/** How many scenarios are under way at the target at once, unless the request says otherwise. */
const WIDTH = 8;
/** Runs that making one finding smaller may take. */
const SHRINKING_RUNS = 400;
/** A turn of the event loop takes no longer than about this, so that signals and timers are served. */
const TURN_MS = 20;
/** How often progress is told. */
const TELL_MS = 100;

export interface TrialRequest {
  readonly spec: Spec;
  readonly source: ScenarioSource;
  readonly judge: Judge;
  readonly target: Target;
  readonly laws: readonly LawChecker[];
  readonly suites: readonly Suite[];
  readonly seed: number;
  /** How many generated scenarios; with `milliseconds`, the earlier of both. */
  readonly scenarios?: number;
  /** How long scenarios are taken up; what is under way then is still finished. */
  readonly milliseconds?: number;
  /** Clauses for which one scenario each is generated if no written one fires them. */
  readonly aims: readonly ClauseId[];
  readonly width?: number;
  /** Raised, it ends the trial at once; what was found so far is the result. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrialEvent) => void;
}

/**
 * Puts a target on trial.
 *
 * @returns what was found. Rejects for bugs of ours only: trouble with the target is how the trial `ended`.
 */
export function runTrial(request: TrialRequest): Promise<TrialResult> {
  return new Trial(request).run();
}

class Trial {
  private readonly record: TrialRecord;
  private readonly probe: Probe;
  private readonly width: number;
  private turnBegan = performance.now();
  private told = 0;

  constructor(private readonly request: TrialRequest) {
    const { target, judge, laws, signal, suites, seed, width = WIDTH } = request;
    this.record = new TrialRecord({
      target: target.description,
      suites: suites.map(({ name }) => name),
      seed,
    });
    this.probe = patient(createProbe(target, judge, laws, signal));
    this.width = width;
  }

  async run(): Promise<TrialResult> {
    const { target, seed, suites, scenarios, milliseconds, onEvent } = this.request;
    const written = writtenCandidates(suites);
    const { record } = this;
    if (milliseconds === undefined) record.planned = written.length + (scenarios ?? 0);
    onEvent({
      kind: 'began',
      target: target.description,
      seed,
      ...(record.planned === undefined ? {} : { planned: record.planned }),
    });
    const ticking = setInterval(() => this.tell(), TELL_MS);
    try {
      const result = record.result(await this.phases(written));
      onEvent({ kind: 'ended', result });
      return result;
    } finally {
      clearInterval(ticking);
    }
  }

  private async phases(written: readonly Candidate[]): Promise<TrialEnd> {
    const { source, target, suites, seed, scenarios = Infinity } = this.request;
    const setting = {
      profile: target.description.profile || DEFAULT_PROFILE,
      privileged: target.description.capabilities.privileged,
      withheld: target.description.capabilities.withheld,
    };
    try {
      await this.pump(written.values());
      await this.pump(this.aimed(setting));
      await this.pump(take(generatedCandidates(source, setting, suites, seed), scenarios));
      return { how: 'complete' };
    } catch (error) {
      if (error instanceof Interrupted) return { how: 'interrupted' };
      if (!(error instanceof TargetFailure)) throw error;
      return {
        how: 'failed',
        reason: error.message,
        ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
      };
    }
  }

  private *aimed(setting: Parameters<typeof aimedCandidate>[1]): Generator<Candidate> {
    const { source, aims, seed } = this.request;
    for (const [index, clause] of aims.entries()) {
      if (this.record.tally.fired.has(clause)) continue;
      if (this.record.planned !== undefined) this.record.planned += 1;
      yield aimedCandidate(source, setting, clause, -1 - index, seed);
    }
  }

  /** Tries every candidate, `width` of them at once. */
  private async pump(candidates: Iterator<Candidate>): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!this.timeIsUp()) {
        if (this.request.signal.aborted) throw new Interrupted('the trial was interrupted');
        const next = candidates.next();
        if (next.done === true) return;
        await this.try(next.value);
        await this.breathe();
      }
    };
    await Promise.all(Array.from({ length: this.width }, worker));
  }

  private async try(candidate: Candidate): Promise<void> {
    const probed = await this.probe(candidate.scenario);
    this.record.tally.count(candidate, probed.verdict);
    for (const failure of probed.failures) {
      if (this.record.docket.claim(failure)) await this.lookInto(candidate, failure, probed);
    }
  }

  private async lookInto(candidate: Candidate, failure: Failure, probed: Probed): Promise<void> {
    const { record } = this;
    record.shrinking = failure.clause;
    const effort = { runs: SHRINKING_RUNS, width: this.width };
    const came = await investigate(this.probe, candidate, failure, probed, effort);
    record.shrinking = undefined;
    if (came.kind === 'cause') {
      this.request.onEvent({ kind: 'finding', finding: record.docket.enter(failure, came.cause) });
      return;
    }
    record.docket.dismiss(failure);
    if (came.kind === 'consequence') return;
    record.unstable.push(came.unstable);
    this.request.onEvent({ kind: 'unstable', unstable: came.unstable });
  }

  private timeIsUp(): boolean {
    const { milliseconds } = this.request;
    return milliseconds !== undefined && this.record.milliseconds >= milliseconds;
  }

  /** Lets timers and signals have their turn: a target that answers at once would starve them. */
  private async breathe(): Promise<void> {
    if (performance.now() - this.turnBegan < TURN_MS) return;
    await nextTurn();
    this.turnBegan = performance.now();
    if (this.turnBegan - this.told >= TELL_MS) this.tell();
  }

  private tell(): void {
    this.told = performance.now();
    this.request.onEvent({ kind: 'progress', progress: this.record.progress() });
  }
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    left -= 1;
    if (left <= 0) return;
  }
}
