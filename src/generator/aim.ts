/** Aiming: a scenario that ends in the step which fires a clause in the model. */
import type { ClauseId } from '../abi/index.js';
import type { Spec } from '../spec/index.js';
import type { Directed, Passed } from './directed.js';
import { type Genes, genesFrom, type StepGenes, whatOf } from './gene.js';
import type { Lottery } from './lottery.js';
import type { Traits } from './traits.js';
import type { Tried, Walk } from './walk.js';

/** How the steps of an aimed scenario are found. */
export interface Aim {
  readonly clause: ClauseId;
  /** The calls that can fire it themselves. */
  readonly owners: readonly Traits[];
  /** Examples in which it fires, up to the step in which it does. */
  readonly known: readonly (readonly Passed[])[];
}

/** How many calls are tried at each place of the walk, and at how many places. */
const TRIES = 16;
const PLACES = 8;
/** How many other steps are taken before the last one of an example. */
const DETOUR = 3;

/** What it takes to fire `clause` with the calls of `lottery`. */
export function aimAt(clause: ClauseId, spec: Spec, lottery: Lottery, directed: readonly Directed[]): Aim {
  const owners = lottery.calls.filter((traits) => owns(traits, clause, spec));
  const known = directed.flatMap(({ path, clauses }) =>
    clauses.includes(clause) ? [path.slice(0, firing(path, clause) + 1)] : [],
  );
  return { clause, owners, known: known.sort((a, b) => a.length - b.length) };
}

/**
 * Goes on from the walk of a random prefix: at a few places calls are tried until one fires the clause, first its
 * owners. Between, an owner goes to sleep, if it can and others are awake, or a step of the lottery is taken.
 * Where nothing fires it, `startAgain` gives a walk from the beginning, and an example leads it.
 */
export function hit(walk: Walk, startAgain: () => Walk, genes: Genes, aim: Aim, lottery: Lottery): Walk {
  const prefix = genes.steps.slice(0, -1);
  for (const step of prefix) walk.advance(step, lottery, true, prefix.length);
  const more = genesFrom((genes.steps.at(-1) ?? []).reduce((sum, word) => (sum * 31 + word) | 0, genes.head));
  for (let place = 0; place < PLACES && !walk.clauses.has(aim.clause) && !walk.over; place++) {
    const sleep = attempt(walk, aim.clause, aim.owners, more);
    if (walk.clauses.has(aim.clause)) return walk;
    const asleep = sleep !== undefined && place % 2 === 0;
    if (asleep) walk.take(sleep);
    attempt(walk, aim.clause, lottery.calls, more);
    if (!asleep && !walk.clauses.has(aim.clause)) walk.advance(draw(more), lottery, true, PLACES);
  }
  const example = aim.known[genes.head % Math.max(1, aim.known.length)];
  if (walk.clauses.has(aim.clause) || example === undefined) return walk;
  return lead(startAgain, example, aim.clause, lottery, more);
}

/** Follows an example up to its last step, takes a few other steps, and the last one if it still fires the clause. */
function lead(
  startAgain: () => Walk,
  example: readonly Passed[],
  clause: ClauseId,
  lottery: Lottery,
  more: Iterator<StepGenes>,
): Walk {
  const last = example.at(-1);
  const walk = startAgain();
  walk.follow(example.slice(0, -1));
  for (let detour = 0; detour < DETOUR; detour++) walk.advance(draw(more), lottery, false, DETOUR);
  const tried = last === undefined ? undefined : walk.tryAction(last.action);
  if (tried?.outcome.clauses.includes(clause) === true) {
    walk.take(tried);
    return walk;
  }
  const straight = startAgain();
  straight.follow(example);
  return straight;
}

/**
 * Tries calls here and takes the first step that fires `clause`.
 *
 * @returns where none does, a step in which a call goes to sleep while somebody else stays awake, if one was seen.
 */
function attempt(
  walk: Walk,
  clause: ClauseId,
  calls: readonly Traits[],
  more: Iterator<StepGenes>,
): Tried | undefined {
  let sleep: Tried | undefined;
  for (let tries = 0; calls.length > 0 && tries < TRIES; tries++) {
    const genes = draw(more);
    const traits = whatOf(genes).of(calls);
    const tried = walk.tryCall(genes, traits);
    if (tried?.outcome.clauses.includes(clause) === true) {
      walk.take(tried);
      return undefined;
    }
    if (tried !== undefined && leavesAwake(tried)) sleep ??= tried;
  }
  return sleep;
}

/** True for a step in which the actor's call sleeps and another actor can go on. */
function leavesAwake({ action, outcome, survey }: Tried): boolean {
  const sleeps = outcome.events.some(({ kind, actor }) => kind === 'blocked' && actor === action.actor);
  return sleeps && survey.actors.some(({ state }) => state === 'idle');
}

function draw(more: Iterator<StepGenes>): StepGenes {
  const next = more.next();
  return next.done === true ? [] : next.value;
}

/** True for a call whose clauses, or whose operations' clauses, have this one among them. */
function owns({ syscall, operations }: Traits, clause: ClauseId, spec: Spec): boolean {
  const parts = clause.split('/');
  if (parts[0] === syscall.name) return true;
  return spec.fileKinds.has(parts[0] ?? '') && parts.length > 2 && operations.has(parts[1] ?? '');
}

function firing(path: readonly Passed[], clause: ClauseId): number {
  return path.findIndex(({ outcome }) => outcome.clauses.includes(clause));
}
