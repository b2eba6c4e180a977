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
import { Docket } from './docket.js';
import type { Progress, TrialEvent } from './event.js';
import { investigate } from './investigate.js';
import type { LawChecker } from './law.js';
import { createProbe, Interrupted, type Probe, type Probed } from './probe.js';
import type { TrialEnd, TrialResult, Unstable } from './result.js';
import type { Failure } from './failure.js';
import type { Suite } from './suite.js';
import { Tally } from './tally.js';

/** How many scenarios are under way at the target at once, unless the request says otherwise. */
const WIDTH = 8;
/** Runs that making one finding smaller may take. */
const SHRINKING_RUNS = 400;
/** Failures of the target in a row after which the trial ends. */
const MOST_TARGET_FAILURES = 8;
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
  private readonly began = performance.now();
  private readonly tally = new Tally();
  private readonly docket: Docket;
  private readonly unstable: Unstable[] = [];
  private readonly probe: Probe;
  private readonly width: number;
  private planned: number | undefined;
  private shrinking: ClauseId | undefined;
  private turnBegan = performance.now();
  private told = 0;

  constructor(private readonly request: TrialRequest) {
    const { target, judge, laws, signal, width = WIDTH } = request;
    this.docket = new Docket(target.description.name);
    this.probe = patient(createProbe(target, judge, laws, signal));
    this.width = width;
  }

  async run(): Promise<TrialResult> {
    const { target, seed, suites, scenarios, milliseconds, onEvent } = this.request;
    const written = writtenCandidates(suites);
    if (milliseconds === undefined) this.planned = written.length + (scenarios ?? 0);
    onEvent({
      kind: 'began',
      target: target.description,
      seed,
      ...(this.planned === undefined ? {} : { planned: this.planned }),
    });
    const ticking = setInterval(() => this.tell(), TELL_MS);
    try {
      const result = this.result(await this.phases(written));
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
      if (this.tally.fired.has(clause)) continue;
      if (this.planned !== undefined) this.planned += 1;
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
    this.tally.count(candidate, probed.verdict);
    for (const failure of probed.failures) {
      if (this.docket.claim(failure)) await this.lookInto(candidate, failure, probed);
    }
  }

  private async lookInto(candidate: Candidate, failure: Failure, probed: Probed): Promise<void> {
    this.shrinking = failure.clause;
    const effort = { runs: SHRINKING_RUNS, width: this.width };
    const came = await investigate(this.probe, candidate, failure, probed, effort);
    this.shrinking = undefined;
    if (came.kind === 'cause') {
      this.request.onEvent({ kind: 'finding', finding: this.docket.enter(failure, came.cause) });
      return;
    }
    this.docket.dismiss(failure);
    if (came.kind === 'consequence') return;
    this.unstable.push(came.unstable);
    this.request.onEvent({ kind: 'unstable', unstable: came.unstable });
  }

  private timeIsUp(): boolean {
    const { milliseconds } = this.request;
    return milliseconds !== undefined && performance.now() - this.began >= milliseconds;
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
    const { tally, docket, unstable, planned, shrinking } = this;
    const progress: Progress = {
      done: tally.done,
      steps: tally.steps,
      findings: docket.size,
      unstable: unstable.length,
      milliseconds: performance.now() - this.began,
      ...(planned === undefined ? {} : { planned }),
      ...(shrinking === undefined ? {} : { shrinking }),
    };
    this.request.onEvent({ kind: 'progress', progress });
  }

  private result(ended: TrialEnd): TrialResult {
    const { target, suites, seed } = this.request;
    const { written, generated, steps, verdicts, inconclusive, fired, unsupported } = this.tally;
    return {
      target: target.description,
      suites: suites.map(({ name }) => name),
      seed,
      ended,
      milliseconds: Math.round(performance.now() - this.began),
      written,
      generated,
      steps,
      verdicts,
      findings: this.docket.findings(),
      unstable: this.unstable,
      inconclusive,
      unsupported: Object.fromEntries([...unsupported].sort()),
      fired: Object.fromEntries([...fired].sort()),
    };
  }
}

/** Trouble of the target costs the scenario only, until there is too much of it in a row. */
function patient(probe: Probe): Probe {
  let inRow = 0;
  return async (scenario) => {
    try {
      const probed = await probe(scenario);
      inRow = 0;
      return probed;
    } catch (error) {
      if (!(error instanceof TargetFailure)) throw error;
      inRow += 1;
      if (inRow >= MOST_TARGET_FAILURES) throw error;
      const observation = { steps: [], ended: { how: 'hung', step: 0, detail: error.message } } as const;
      return {
        observation,
        verdict: { kind: 'inconclusive', reason: error.message, fired: [] },
        failures: [],
      };
    }
  };
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
