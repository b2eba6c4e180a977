/** From genes to a scenario: the model is asked, step by step, and references are resolved against its state. */
import type { ActorName, ClauseId } from '../abi/index.js';
import type { Kernel, KernelSetting, Outcome, Survey, SurveyedActor } from '../kernel/index.js';
import { type Action, FIRST_ACTOR, type Step } from '../scenario/index.js';
import type { Spec } from '../spec/index.js';
import { chooseCall } from './choose-call.js';
import { type Gene, type StepGenes, whatOf, whoOf } from './gene.js';
import type { Lottery } from './lottery.js';
import type { Traits } from './traits.js';

/** A step that could be taken, and the first thing that the model does with it. */
export interface Tried {
  readonly action: Action;
  readonly outcome: Outcome;
  readonly survey: Survey;
}

/** Names for actors; a scenario has no more. */
const ACTORS: readonly ActorName[] = [FIRST_ACTOR, 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
/** A process with so many descriptors makes no more. */
const MOST_DESCRIPTORS = 40;
/** Files of /proc/PID that the model knows. */
const FILES = ['status', 'stat', 'cmdline'];
/** The last steps of a scenario may leave nobody to go on. */
const ENDING = 2;

/** A walk through the model. `take` is the only way forward. */
export class Walk {
  private readonly taken: Step[] = [];
  private readonly fired = new Set<ClauseId>();
  private world: Outcome['world'];
  private survey: Survey;

  constructor(
    private readonly spec: Spec,
    private readonly kernel: Kernel,
    setting: KernelSetting,
  ) {
    this.world = kernel.initial(setting);
    this.survey = kernel.survey(this.world);
  }

  get steps(): readonly Step[] {
    return this.taken;
  }

  /** The clauses that fired so far. */
  get clauses(): ReadonlySet<ClauseId> {
    return this.fired;
  }

  /** True where nobody can act any more. */
  get over(): boolean {
    return !this.survey.actors.some(isIdle);
  }

  /** Takes the step of `genes`, if the model says what happens. `left`: how many may follow. */
  advance(genes: StepGenes, lottery: Lottery, early: boolean, left: number): void {
    const prize = (early ? lottery.early : lottery.late).draw(whatOf(genes));
    const tried = prize.kind === 'look' ? this.tryLook(genes) : this.tryCall(genes, prize.traits);
    if (tried === undefined || (left > ENDING && !tried.survey.actors.some(isIdle))) return;
    this.take(tried);
  }

  /** What a call of this kind with arguments from `genes` would do; nothing where it cannot be made or is unspecified. */
  tryCall(genes: StepGenes, { makes, syscall: { signature } }: Traits): Tried | undefined {
    const actor = this.chooseActor(whoOf(genes));
    if (actor === undefined) return undefined;
    const spawns = this.nextName();
    if (signature.creates && (spawns === undefined || !actor.canFork)) return undefined;
    if (makes && actor.descriptors.length >= MOST_DESCRIPTORS) return undefined;
    const call = chooseCall(genes, { abi: this.spec.abi, actor, actors: this.survey.actors, signature });
    const action: Action = { kind: 'call', actor: actor.name, call };
    return this.attempt(signature.creates && spawns !== undefined ? { ...action, spawns } : action);
  }

  /** What `action` would do here; nothing where its actor is not idle, its new actor exists, or it is unspecified. */
  tryAction(action: Action): Tried | undefined {
    const idle = this.survey.actors.some((actor) => actor.name === action.actor && isIdle(actor));
    const taken = action.kind === 'call' && action.spawns !== undefined && this.isNamed(action.spawns);
    return idle && !taken ? this.attempt(action) : undefined;
  }

  /** Takes a step that was tried here. */
  take({ action, outcome, survey }: Tried): void {
    this.taken.push({ action });
    this.world = outcome.world;
    this.survey = survey;
    for (const clause of outcome.clauses) this.fired.add(clause);
  }

  /** Takes steps that were walked before, each with its outcome, from the very beginning. */
  follow(path: readonly { readonly action: Action; readonly outcome: Outcome }[]): void {
    for (const { action, outcome } of path) this.take({ action, outcome, survey: this.survey });
    if (path.length > 0) this.survey = this.kernel.survey(this.world);
  }

  /** The first name that no actor has, or had. */
  private nextName(): ActorName | undefined {
    return ACTORS.find((name) => !this.isNamed(name));
  }

  private isNamed(name: ActorName): boolean {
    return this.survey.actors.some((actor) => actor.name === name) || this.isToCome(name);
  }

  /** Somebody was asked to make it, and is not back yet. */
  private isToCome(name: ActorName): boolean {
    const isAway = (who: ActorName): boolean =>
      this.survey.actors.some((actor) => actor.name === who && !isIdle(actor));
    return this.taken.some(
      ({ action }) => action.kind === 'call' && action.spawns === name && isAway(action.actor),
    );
  }

  private tryLook(genes: StepGenes): Tried | undefined {
    const gene = whoOf(genes);
    const seen = this.survey.actors.filter(({ state }) => state !== 'gone');
    if (seen.length === 0) return undefined;
    return this.attempt({ kind: 'look', actor: gene.of(seen).name, file: gene.of(FILES) });
  }

  private attempt(action: Action): Tried | undefined {
    const outcomes = this.kernel.step(this.world, action);
    const outcome = outcomes[0];
    if (outcome === undefined || outcomes.some(({ unspecified }) => unspecified !== undefined))
      return undefined;
    return { action, outcome, survey: this.kernel.survey(outcome.world) };
  }

  private chooseActor(gene: Gene): SurveyedActor | undefined {
    const idle = this.survey.actors.filter(isIdle);
    return idle.length === 0 ? undefined : gene.of(idle);
  }
}

function isIdle({ state }: SurveyedActor): boolean {
  return state === 'idle';
}
