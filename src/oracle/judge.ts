/**
 * The judge: carries every history that would explain what was seen, and says what that means.
 *
 * Each step of a scenario is asked of the model in every world that is still possible; the outcomes that
 * agree with the events that were seen are the worlds of the next step.
 */
import type { ClauseId, Event, Machine } from '../abi/index.js';
import { ModelBug, type Kernel, type Outcome } from '../kernel/index.js';
import type { Action, Observation, Scenario } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { attempts, type Attempt, type AttemptContext } from './attempt.js';
import { adopt, divergence, refusedWith, type Promises } from './diverge.js';
import type { Formats } from './formats.js';
import { distinct, firedInAll, firstHypothesis, type Hypothesis } from './hypothesis.js';
import { suspectsOf } from './suspects.js';
import type { Divergence, Verdict } from './verdict.js';

/** More histories than this are not followed: the verdict is `inconclusive`. */
const MOST_HYPOTHESES = 256;

export interface Judge {
  /**
   * What `observation` says of `scenario`. Pure; never throws.
   *
   * @param lacks calls that the target is known to lack: every refusal says the same of them as ENOSYS of others.
   */
  judge(scenario: Scenario, observation: Observation, lacks?: ReadonlySet<string>): Verdict;
}

/**
 * Makes a judge by `spec` and `kernel`.
 *
 * @param formats the grammars by which the text of a /proc file is read, strictly.
 * @param setting whether the actors hold all capabilities over their own namespaces.
 */
export function createJudge(spec: Spec, kernel: Kernel, formats: Formats, setting: Machine): Judge {
  const context: AttemptContext = { kernel, formats, constants: spec.abi.constants.x86_64 };
  const promises: Promises = { spec, kernel, suspects: suspectsOf(spec) };
  return {
    judge(scenario, observation, lacks = NONE) {
      const trial = new Judgement(
        promises,
        context,
        lacks,
        kernel.initial({ ...setting, profile: scenario.setting.profile }),
      );
      try {
        trial.follow(scenario, observation);
      } catch (error) {
        if (!(error instanceof ModelBug)) throw error;
        trial.stop({ kind: 'inconclusive', reason: `the model failed: ${error.message}` });
      }
      return trial.verdict(observation);
    },
  };
}

/** `Verdict` without what has fired. */
type Reason =
  Extract<Verdict, { kind: 'unspecified' | 'inconclusive' }> extends infer V
    ? V extends Verdict
      ? Omit<V, 'fired'>
      : never
    : never;

/** One scenario being judged: the histories still possible, and what was found on the way. */
class Judgement {
  private hypotheses: readonly Hypothesis[];
  private fired: ClauseId[] = [];
  private readonly divergences: Divergence[] = [];
  private differs: Divergence | undefined;
  private unsupported: string | undefined;
  private stopped: Reason | undefined;

  constructor(
    private readonly promises: Promises,
    private readonly context: AttemptContext,
    private readonly lacks: ReadonlySet<string>,
    world: Hypothesis['world'],
  ) {
    this.hypotheses = [firstHypothesis(world)];
  }

  /** Follows the observation as far as it can be judged. */
  follow(scenario: Scenario, observation: Observation): void {
    const { ended, steps } = observation;
    const whole = ended.how === 'complete' ? steps.length : Math.min(ended.step, steps.length);
    for (let step = 0; step < whole && this.stopped === undefined && this.hypotheses.length > 0; step++) {
      const [asked, observed] = [scenario.steps[step], steps[step]];
      if (asked === undefined || observed === undefined) break;
      this.step(step, asked.action, observed);
    }
    if (ended.how === 'complete' && whole < scenario.steps.length) {
      this.stop({
        kind: 'inconclusive',
        reason: `only ${whole} of ${scenario.steps.length} steps were answered`,
      });
    }
  }

  /** Nothing more is judged, for this reason; the first reason counts. */
  stop(reason: Reason): void {
    this.stopped ??= reason;
  }

  /** The gravest of what was found. */
  verdict(observation: Observation): Verdict {
    const fired = this.hypotheses.length > 0 ? firedInAll(this.hypotheses) : this.fired;
    const { ended } = observation;
    const [first, ...later] = this.divergences;
    if (ended.how === 'died') return { kind: 'crash', fired, step: ended.step, reason: ended.detail };
    if (first !== undefined) return { kind: 'diverges', fired, divergence: first, later };
    if (this.differs !== undefined) return { kind: 'differs', fired, divergence: this.differs };
    if (this.unsupported !== undefined) return { kind: 'unsupported', fired, call: this.unsupported };
    if (this.stopped !== undefined) return { ...this.stopped, fired };
    if (ended.how === 'hung') {
      return {
        kind: 'inconclusive',
        fired,
        reason: `step ${ended.step + 1} did not come to rest: ${ended.detail}`,
      };
    }
    return { kind: 'conforms', fired };
  }

  private step(step: number, action: Action, observed: readonly Event[]): void {
    const tried = attempts(this.hypotheses, 'step', action, observed, this.context);
    const open = tried.find(({ outcome }) => outcome.unspecified !== undefined)?.outcome.unspecified;
    if (open !== undefined) {
      this.stop({ kind: 'unspecified', ...open });
      return;
    }
    const good = tried.filter((attempt) => attempt.ok);
    const next = good.length > 0 ? good : this.otherwise(step, action, observed, tried);
    if (next.length === 0) {
      this.depart(step, action, observed, tried);
      return;
    }
    this.hypotheses = distinct(next.map((attempt) => attempt.next));
    if (this.hypotheses.length > MOST_HYPOTHESES) {
      this.stop({
        kind: 'inconclusive',
        reason: `more than ${MOST_HYPOTHESES} histories are possible at step ${step + 1}`,
      });
    }
  }

  /** The histories in which another refusal that holds as well was answered; the first one is noted. */
  private otherwise(
    step: number,
    action: Action,
    observed: readonly Event[],
    tried: readonly Attempt[],
  ): Extract<Attempt, { ok: true }>[] {
    if (action.kind === 'call' && this.lacks.has(action.call.name)) return [];
    const good = attempts(this.hypotheses, 'otherRefusals', action, observed, this.context).filter(
      (attempt) => attempt.ok,
    );
    const [answered] = good;
    if (answered !== undefined) this.noteDiffers(step, observed, tried, answered.outcome);
    return good;
  }

  private depart(step: number, action: Action, observed: readonly Event[], tried: readonly Attempt[]): void {
    const missing = lacking(action, observed, this.lacks);
    if (missing !== undefined) {
      this.unsupported ??= missing;
      return;
    }
    const failed = tried.filter((attempt) => !attempt.ok);
    const found = divergence(this.promises, step, action, observed, failed);
    if (!this.divergences.some(({ clause }) => clause === found.clause)) this.divergences.push(found);
    this.fired = firedInAll(this.hypotheses);
    this.hypotheses = distinct(adopt(action.actor, observed, failed)).slice(0, MOST_HYPOTHESES);
  }

  private noteDiffers(
    step: number,
    observed: readonly Event[],
    tried: readonly Attempt[],
    answered: Outcome,
  ): void {
    const other = answered.precedence?.clause ?? '';
    this.differs ??= {
      step,
      clause: tried[0]?.outcome.clauses.at(-1) ?? other,
      observed,
      allowed: tried.map(({ outcome }) => ({ events: outcome.events, clauses: outcome.clauses })),
      difference: `${other} was answered, which holds as well but is not the first that Linux tries`,
    };
  }
}

const NONE: ReadonlySet<string> = new Set();

/** What the target says that it lacks: the call of the step, or a file of /proc. */
function lacking(action: Action, observed: readonly Event[], lacks: ReadonlySet<string>): string | undefined {
  if (action.kind === 'call') {
    const { name } = action.call;
    const errno = refusedWith(action.actor, observed);
    return errno === 'ENOSYS' || (errno !== undefined && lacks.has(name)) ? name : undefined;
  }
  const isMissing = observed.some((event) => event.kind === 'seen' && event.errno === 'ENOSYS');
  return isMissing ? `/proc/[pid]/${action.file}` : undefined;
}
