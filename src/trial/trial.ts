/**
 * The trial: written scenarios, then scenarios for clauses that these did not reach, then generated ones.
 *
 * Several scenarios are under way at the target at once, while others are generated and judged; which
 * scenarios are tried depends on the seed alone.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { machineIn, type ClauseId } from '../abi/index.js';
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
import { Backlog, type Sight, type Waiting } from './backlog.js';
import { FIRST_CAUSES, THOROUGH } from './docket.js';
import type { TrialEvent } from './event.js';
import { confirmSight, reduceWaiting, type Investigated } from './investigate.js';
import type { LawChecker } from './law.js';
import { mindful } from './mindful.js';
import { patient } from './patient.js';
import { createProbe, Interrupted, type Probe } from './probe.js';
import { TrialRecord } from './record.js';
import type { TrialEnd, TrialResult } from './result.js';
import type { Suite } from './suite.js';
import { wary } from './wary.js';

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
  /** Clauses for which scenarios are generated if no written one fires them. */
  readonly aims: readonly ClauseId[];
  /** For targets on which every scenario is dear; absent: each finding is made smaller at once, as far as it goes. */
  readonly thrift?: Thrift;
  readonly width?: number;
  /** Raised, it ends the trial at once; what was found so far is the result. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: TrialEvent) => void;
}

/** Thrift: each clause is looked into once, and made smaller when everything was tried. */
export interface Thrift {
  /** Scenarios that shall have fired each clause of `aims`, the written ones counted. */
  readonly tries: number;
  /** Runs that making one finding smaller may take. */
  readonly shrinkingRuns: number;
}

/** The parts of the time after which a thrifty trial turns to its findings: first, at last, and when it ends. */
const TURNS = { first: 0.6, last: 0.85, end: 1 } as const;

/**
 * Puts a target on trial.
 *
 * @returns what was found. It never rejects: trouble with the target, and a bug of ours, are how the trial `ended`.
 */
export function runTrial(request: TrialRequest): Promise<TrialResult> {
  return new Trial(request).run();
}

class Trial {
  private readonly record: TrialRecord;
  private readonly probe: Probe;
  private readonly width: number;
  private readonly backlog = new Backlog();
  private turnBegan = performance.now();
  private told = 0;

  constructor(private readonly request: TrialRequest) {
    const { spec, target, judge, laws, signal, suites, seed, width = WIDTH, thrift } = request;
    const asked = { target: target.description, suites: suites.map(({ name }) => name), seed };
    this.record = new TrialRecord(asked, thrift === undefined ? THOROUGH : FIRST_CAUSES);
    const probe = createProbe(target, judge, laws, spec.abi.calls, signal);
    this.probe = patient(wary(mindful(probe, target)));
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
      const result = record.result(await this.phases(written), written.length);
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
      ...machineIn(target.description.capabilities),
    };
    try {
      await this.pump(written.values(), TURNS.first);
      await this.pump(this.aimed(setting), TURNS.first);
      await this.reduceAll(TURNS.last);
      await this.pump(take(generatedCandidates(source, setting, suites, seed), scenarios), TURNS.last);
      await this.reduceAll(TURNS.end);
      return { how: 'complete' };
    } catch (error) {
      return endedBy(error);
    }
  }

  /** As many rounds of aims as each clause shall be tried; what fired often enough, or was found, needs none. */
  private *aimed(setting: Parameters<typeof aimedCandidate>[1]): Generator<Candidate> {
    const { source, aims, seed, thrift = { tries: 1 } } = this.request;
    for (let index = 0; index < aims.length * thrift.tries; index++) {
      const clause = aims[index % aims.length] ?? '';
      if ((this.record.tally.fired.get(clause) ?? 0) >= thrift.tries) continue;
      if (this.request.thrift !== undefined && this.record.docket.has(clause)) continue;
      if (this.record.planned !== undefined) this.record.planned += 1;
      yield aimedCandidate(source, setting, clause, -1 - index, seed);
    }
  }

  /** Tries every candidate, `width` of them at once, until `part` of the time of a thrifty trial is over. */
  private async pump(candidates: Iterator<Candidate>, part: number): Promise<void> {
    await this.atOnce(this.width, async () => {
      if (this.isOver(this.request.thrift === undefined ? TURNS.end : part)) return false;
      const next = candidates.next();
      if (next.done === true) return false;
      await this.try(next.value);
      return true;
    });
  }

  /** `width` workers, each of which works until there is no more to do, or one of them has failed; then it rejects. */
  private async atOnce(width: number, work: () => Promise<boolean>): Promise<void> {
    const failures: unknown[] = [];
    const worker = async (): Promise<void> => {
      for (let goesOn = true; goesOn && failures.length === 0;) {
        if (this.request.signal.aborted) throw new Interrupted('the trial was interrupted');
        goesOn = await work();
        await this.breathe();
      }
    };
    // What the others have under way is still written down.
    await Promise.all(
      Array.from({ length: width }, () => worker().catch((error: unknown) => failures.push(error))),
    );
    if (failures.length > 0) throw failures[0];
  }

  private async try(candidate: Candidate): Promise<void> {
    const probed = await this.probe(candidate.scenario);
    this.record.tally.count(candidate, probed.verdict);
    for (const failure of probed.failures) {
      const sight = { candidate, failure, probed };
      if (this.record.docket.claim(failure)) await this.lookInto(sight);
      else this.backlog.see(sight);
    }
  }

  private async lookInto(sight: Sight): Promise<void> {
    const { record } = this;
    const { thrift } = this.request;
    record.shrinking = sight.failure.clause;
    const effort = { runs: SHRINKING_RUNS, width: this.width };
    const confirmed = await confirmSight(this.probe, sight);
    // Whatever comes between, it is not lost.
    if (confirmed.kind === 'cause' && sight.failure.first)
      record.docket.enter(sight.failure, confirmed.cause);
    const isDone = thrift !== undefined || confirmed.kind !== 'cause';
    const came = isDone ? confirmed : await reduceWaiting(this.probe, { confirmed: sight }, effort);
    record.shrinking = undefined;
    if (this.take(sight, came) && thrift !== undefined) this.backlog.add(sight);
  }

  /** Writes down what came of looking into a failure. True: it is a finding. */
  private take({ failure }: Sight, came: Investigated): boolean {
    const { record, request } = this;
    if (came.kind === 'cause') {
      request.onEvent({ kind: 'finding', finding: record.docket.enter(failure, came.cause) });
      return true;
    }
    record.docket.dismiss(failure);
    if (came.kind === 'unstable') {
      record.unstable.push(came.unstable);
      request.onEvent({ kind: 'unstable', unstable: came.unstable });
    }
    return false;
  }

  /** Makes what waits smaller, a few at once, until `part` of the time is over. */
  private async reduceAll(part: number): Promise<void> {
    const { thrift } = this.request;
    if (thrift === undefined) return;
    const waiting: Iterator<Waiting> = this.backlog.take();
    const width = Math.ceil(this.width / 2);
    const effort = { runs: thrift.shrinkingRuns, width: 2, isOver: () => this.isOver(part) };
    await this.atOnce(width, async () => {
      const next = waiting.next();
      if (next.done === true) return false;
      if (this.isOver(part)) return true;
      const { failure } = next.value.confirmed;
      this.record.shrinking = failure.clause;
      const came = await reduceWaiting(this.probe, next.value, effort);
      if (came.kind === 'cause') this.record.docket.enter(failure, came.cause);
      this.record.shrinking = undefined;
      return true;
    });
  }

  private isOver(part: number): boolean {
    const { milliseconds } = this.request;
    return milliseconds !== undefined && this.record.milliseconds >= milliseconds * part;
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

/** What was found before a bug of ours is as true as ever: the trial ends with it, and says so. */
function endedBy(error: unknown): TrialEnd {
  if (error instanceof Interrupted) return { how: 'interrupted' };
  if (!(error instanceof TargetFailure)) return { how: 'failed', reason: `a bug of abide: ${String(error)}` };
  const { message: reason, remedy } = error;
  return { how: 'failed', reason, ...(remedy === undefined ? {} : { remedy }) };
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
