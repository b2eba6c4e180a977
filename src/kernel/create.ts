/** Making a kernel from a spec: the rules, the words, and the memory of steps already taken. */
import type { Event } from '../abi/index.js';
import { machineKey, possessionsOf, signalNumber, sortEvents } from '../abi/index.js';
import { clauseApplies, type Machine, type Spec } from '../spec/index.js';
import { ModelBug, Draft } from './draft.js';
import { explore } from './explore.js';
import type { Applies, Rules } from './run.js';
import type { Kernel, KernelAction, KernelSetting, Outcome } from './kernel.js';
import { initialWorld } from './initial.js';
import { vocabularyMachine } from './machine.js';
import { isPendingIn } from './objects/signal-queue.js';
import { letOthersRun, makeCall, settle } from './settle.js';
import { StepMemory } from './memory.js';
import { surveyOf } from './surveying.js';
import { procFactsOf } from './facts.js';
import { worldKey } from './key.js';
import type { Context } from './context.js';
import type { TaskId, World } from './world.js';

/** How a kernel may differ from the text: for saboteurs. */
export interface KernelOptions {
  /** Replaces words of the vocabulary: gets the real ones and their context, gives those to use instead. */
  readonly overrides?: (words: Machine, context: Context) => Machine;
}

/** The reference kernel of `spec`. */
export function createKernel(spec: Spec, options: KernelOptions = {}): Kernel {
  const worlds = new Map<string, World>();
  const taken = new StepMemory();
  const rules = rulesOf(spec, options);
  return {
    initial(setting) {
      const key = settingKey(setting);
      const world = worlds.get(key) ?? initialWorld(setting, spec.profiles.get(setting.profile)?.has);
      worlds.set(key, world);
      return world;
    },
    step: (world, action) => taken.recall(world, action, () => stepAnew(rules, world, action)),
    otherRefusals: (world, action) => otherwise(rules, world, action),
    procFacts: (world, actor) => procFactsOf(world, actor),
    holdsNumber: (world, key) => world.numbers.has(key),
    isPending: (world, signal) => isPendingIn(world, signalNumber(signal)),
    survey: (world) => surveyOf(world),
  };
}

function rulesOf(spec: Spec, { overrides }: KernelOptions): Rules {
  const context: Context = {
    draft: undefined as unknown as Draft,
    task: '',
    spawns: undefined,
    held: undefined,
    letOthersRun: () => letOthersRun(rules),
  };
  const words = vocabularyMachine(context, spec.abi);
  const rules: Rules = {
    spec,
    context,
    machine: overrides?.(words, context) ?? words,
    applies: () => true,
    anyOrder: false,
    settings: new Map(),
  };
  return rules;
}

function stepAnew(rules: Rules, world: World, action: KernelAction): readonly Outcome[] {
  rules.applies = appliesIn(rules, world);
  if (!isAsked(world, action))
    return [{ world, events: [{ kind: 'busy', actor: action.actor }], clauses: [] }];
  if (action.kind === 'look') return [lookOutcome(world, action.actor, action.file)];
  const { drafts, cut } = explore((tape) => attempt(rules, new Draft(world, tape), action));
  const outcomes = distinct(drafts.map((draft) => outcomeOf(draft, action.actor)));
  return cut ? outcomes.map((outcome) => ({ ...outcome, unspecified: TOO_MANY })) : outcomes;
}

const TOO_MANY = { clause: 'model/too-many-ways', reason: 'more ways to go on than the model follows' };

/** A step with the refusals in every order, without the outcomes that Linux's own order gives. */
function otherwise(rules: Rules, world: World, action: KernelAction): readonly Outcome[] {
  rules.anyOrder = true;
  try {
    return stepAnew(rules, world, action).filter(({ precedence }) => precedence !== undefined);
  } catch (error) {
    // A refusal's condition need not make sense where an earlier one holds.
    if (error instanceof ModelBug) return [];
    throw error;
  } finally {
    rules.anyOrder = false;
  }
}

function attempt(rules: Rules, draft: Draft, action: Extract<KernelAction, { kind: 'call' }>): Draft {
  rules.context.draft = draft;
  draft.caller = action.actor;
  const blocked = {
    call: action.call,
    kept: {},
    deep: false,
    entered: false,
    ...(action.spawns === undefined ? {} : { spawns: action.spawns }),
  };
  makeCall(rules, action.actor, blocked, true);
  settle(rules);
  return draft;
}

function outcomeOf(draft: Draft, acting: TaskId): Outcome {
  const endings = draft.ended.map((id): Event => ({
    kind: 'ended',
    actor: id,
    as: draft.zombies.has(id) ? 'zombie' : 'gone',
  }));
  const sleeps: Event[] =
    draft.tasks.get(acting)?.blocked === undefined ? [] : [{ kind: 'blocked', actor: acting }];
  const outcome = {
    world: draft.commit(),
    events: sortEvents([...seenIn(draft), ...sleeps, ...endings]),
    clauses: [...draft.fired],
  };
  return {
    ...outcome,
    ...(draft.unspecified === undefined ? {} : { unspecified: draft.unspecified }),
    ...(draft.precedence === undefined ? {} : { precedence: draft.precedence }),
  };
}

/** What can be seen: nobody sees that a process was continued if its end was the next thing that it came to. */
function seenIn({ events, ended }: Draft): Event[] {
  return events.filter(({ kind, actor }, at) => {
    const last = events.findLastIndex((event) => event.actor === actor) === at;
    return !(kind === 'continued' && last && ended.includes(actor));
  });
}

/** Outcomes that differ in what is seen or in the world; of equal ones the first, with the clauses of all. */
function distinct(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length < 2) return outcomes;
  const byKey = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const key = worldKey(outcome);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, outcome);
  }
  return [...byKey.values()];
}

function lookOutcome(world: World, actor: TaskId, file: string): Outcome {
  const gone = !world.zombies.has(actor) && !world.tasks.has(actor);
  const seen: Event = { kind: 'seen', actor, file, text: '' };
  return { world, events: [gone ? { ...seen, errno: 'ENOENT' } : seen], clauses: [] };
}

/** Calls are made by who is idle. Nobody is looked for who never began: what would have made him failed, or was not made. */
function isAsked(world: World, { kind, actor }: KernelAction): boolean {
  if (kind === 'call') return isIdle(world, actor);
  return world.tasks.has(actor) || world.zombies.has(actor) || world.departed.has(actor);
}

function isIdle(world: World, actor: TaskId): boolean {
  const task = world.tasks.get(actor);
  return task !== undefined && task.blocked === undefined && task.stopped === undefined;
}

/** Which clauses hold in a world: by the version of its profile, and by what it has. Found out once a setting. */
function appliesIn({ spec, settings }: Rules, setting: World): Applies {
  const key = settingKey(setting);
  const known = settings.get(key);
  if (known !== undefined) return known;
  const profile = spec.profiles.get(setting.profile) ?? NEWEST;
  const has = [...profile.has, ...possessionsOf(setting)];
  const left = [...spec.clauses].filter(([, { text }]) => !clauseApplies(text, { ...profile, has }));
  const without = new Set(left.map(([id]) => id));
  const applies: Applies = ({ id }) => !without.has(id);
  settings.set(key, applies);
  return applies;
}

/** What a kernel is measured by whose profile nobody has written: every clause that has no end. */
const NEWEST = { version: '999', has: [] } as const;

function settingKey(setting: KernelSetting): string {
  return `${setting.profile} ${machineKey(setting)}`;
}
