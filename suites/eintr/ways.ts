/** Ways to a wait: the beginnings of examples at whose end a call sleeps. */
import { actorsOf, printAction, type Scenario } from '../../src/scenario/index.js';
import type { Basis, ModelStep } from '../plan.js';

/** How one call of an example is brought to sleep, as lines of a scenario. */
export interface Way {
  readonly call: string;
  /** The steps before it, the step itself, and the example's steps up to its return (to wake it). */
  readonly before: readonly string[];
  readonly asleep: string;
  readonly after: readonly string[];
  readonly sleeper: string;
  /** The first thread of its process. */
  readonly leader: string;
  /** Somebody who is awake meanwhile. */
  readonly sender: string;
}

/** All ways that the examples of the text show: those of first threads before others, the shortest first. */
export function waysOf({ examples }: Basis): Way[] {
  return examples
    .flatMap((example) => example.flatMap((_, at) => wayIn(example, at) ?? []))
    .sort(
      (a, b) =>
        Number(a.leader !== a.sleeper) - Number(b.leader !== b.sleeper) || a.before.length - b.before.length,
    );
}

function wayIn(example: readonly ModelStep[], at: number): Way | undefined {
  const step = example[at];
  if (step?.action.kind !== 'call') return undefined;
  const { actor: sleeper, call } = step.action;
  if (!step.events.some(({ kind, actor }) => kind === 'blocked' && actor === sleeper)) return undefined;
  const awake = awakeAfter(example.slice(0, at + 1)).filter((name) => name !== sleeper);
  const lines = example.map(({ action }) => printAction(action));
  const woken = example.findIndex(
    ({ events }, index) =>
      index > at && events.some(({ kind, actor }) => kind === 'returned' && actor === sleeper),
  );
  const way = {
    call: call.name,
    before: lines.slice(0, at),
    asleep: lines[at] ?? '',
    after: lines.slice(at + 1, woken < 0 ? at + 1 : woken + 1),
    sleeper,
    leader: leaderOf(sleeper, example.slice(0, at)),
  };
  const [sender] = awake;
  return sender === undefined ? withSomebodyElse(way, example) : { ...way, sender };
}

/** A child that does nothing, made before everything else, where the sleeper is alone. */
function withSomebodyElse(way: Omit<Way, 'sender'>, example: readonly ModelStep[]): Way | undefined {
  const scenario: Scenario = { setting: { profile: '' }, steps: example.map(({ action }) => ({ action })) };
  const taken = actorsOf(scenario);
  const sender = 'BCDEFGHIJK'.split('').find((name) => !taken.includes(name));
  return sender === undefined
    ? undefined
    : { ...way, before: [`A: fork() = ${sender}`, ...way.before], sender };
}

/** Who was made with CLONE_THREAD belongs to the process of its maker. */
function leaderOf(actor: string, steps: readonly ModelStep[]): string {
  const made = steps.find(({ action }) => action.kind === 'call' && action.spawns === actor)?.action;
  if (made === undefined || !printAction(made).includes('CLONE_THREAD')) return actor;
  return leaderOf(made.actor, steps);
}

/** Who is idle after these steps. */
function awakeAfter(steps: readonly ModelStep[]): string[] {
  const awake = new Set(['A']);
  for (const { action, events } of steps) {
    for (const { kind, actor } of events) {
      if (kind === 'blocked' || kind === 'ended' || kind === 'stopped') awake.delete(actor);
      if (kind === 'began' || kind === 'image' || (kind === 'returned' && actor !== action.actor))
        awake.add(actor);
      if (kind === 'continued' || kind === 'returned') awake.add(actor);
    }
  }
  return [...awake];
}
