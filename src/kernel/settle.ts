/**
 * Settling: after a call's effect, everything that can go on does, until every task is at rest.
 *
 * A task can go on when a signal can be delivered to it, when it was stopped and is not any more, or when the
 * call in which it sleeps can be tried again. Where the order can matter (two that wake, one that dies), each
 * order is an outcome; a handler that runs in a task of its own disturbs nobody and needs no choice.
 */
import { returnToUser, type Arrival } from './delivery.js';
import type { Draft } from './draft.js';
import { carryOut, type Carried } from './interpreter.js';
import { paceOf } from './pace.js';
import type { Rules } from './run.js';
import { canGoOn, interruption } from './sleepers.js';
import { stopAwaiting } from './objects/awaiting.js';
import { dispositionOf, isIgnoring } from './objects/disposition.js';
import { expireNext } from './objects/due.js';
import { nextSignal } from './objects/signal-queue.js';
import { fallAsleep, wakeUp } from './objects/sleep.js';
import { tellUntold } from './objects/stop-news.js';
import { SIGCHLD } from './objects/signal-set.js';
import { lookAgain } from './objects/taker.js';
import type { BlockedCall, ProcessId, TaskId, WayBack } from './world.js';

/** A step that never comes to rest is our bug; no scenario needs more turns than this. */
const MOST_TURNS = 2_000;

/** Carries out the call that a task makes now, or once more. */
export function makeCall(rules: Rules, id: TaskId, blocked: BlockedCall, first: boolean): void {
  const carried = carryOut(rules, id, blocked, first);
  END_OF_CALL[carried.kind](rules, id, blocked, carried as never);
}

const END_OF_CALL: {
  readonly [Kind in Carried['kind']]: (
    rules: Rules,
    id: TaskId,
    blocked: BlockedCall,
    carried: Extract<Carried, { kind: Kind }>,
  ) => void;
} = {
  answered: (rules, id, { call }, { answer }) => {
    const { draft } = rules.context;
    wakeUp(draft, id);
    const way: WayBack = { kind: 'returns', call, answer };
    if (draft.caller === id && canBeOvertaken(draft, id)) draft.late = way;
    else comeBack(rules, id, way);
  },
  sleeps: (rules, id, { call, spawns }, { kept, deep, held }) => {
    const blocked = { call, kept, deep, held, entered: true, ...(spawns === undefined ? {} : { spawns }) };
    fallAsleep(rules.context.draft, id, blocked);
    canGoOn(rules, id, blocked);
  },
  cut: (rules, id, blocked, { restart }) => {
    wakeUp(rules.context.draft, id);
    lookAgain(rules.context.draft, id);
    comeBack(rules, id, { kind: 'cut', blocked, restart });
  },
  gone: (rules, id) => {
    if (!rules.context.draft.tasks.has(id)) return;
    wakeUp(rules.context.draft, id);
    comeBack(rules, id, { kind: 'image' });
  },
  unspecified: () => undefined,
};

/** Lets everything run that can, until nothing can. */
export function settle(rules: Rules): void {
  const { draft } = rules.context;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (draft.unspecified !== undefined) return;
    const { quiet, loud } = runnable(rules);
    const others = quiet === undefined ? othersFirst(draft, loud) : [quiet];
    if (draft.late !== undefined) {
      goOnWithOneOf(rules, others, draft.late);
      continue;
    }
    const next = others[draft.choose(others.length)];
    if (next !== undefined) runBefore(rules, next, hurryOf(draft, next, others));
    else if (!expireNext(draft)) return;
  }
}

/** A child that is about to end may tell its parent so anywhere on the way back; others can take signals alone. */
function hurryOf(draft: Draft, next: TaskId, others: readonly TaskId[]): Draft['hurried'] {
  const { process: own } = draft.task(next);
  const tells = (id: TaskId): boolean => {
    const { doom, parent } = draft.process(draft.task(id).process);
    return doom !== undefined && parent === own;
  };
  if (others.some(tells)) return 'by all';
  return others.length > 1 ? 'by signals' : 'no';
}

/** Whoever was overtaken waits for one turn of another. */
function othersFirst(draft: Draft, loud: readonly TaskId[]): readonly TaskId[] {
  return loud.length > 1 ? loud.filter((id) => id !== draft.overtaken) : loud;
}

/** The caller comes back now, or one of the others is faster. */
function goOnWithOneOf(rules: Rules, others: readonly TaskId[], way: WayBack): void {
  const { draft } = rules.context;
  const next = others[draft.choose(others.length + 1) - 1];
  if (next !== undefined) {
    runBefore(rules, next, 'by signals');
    return;
  }
  draft.late = undefined;
  const { caller } = draft;
  if (caller !== undefined && draft.tasks.has(caller)) comeBack(rules, caller, way);
}

/**
 * True where what becomes of a child in this step can be told to the caller before it has come back, or where another
 * thread of its process takes a signal.
 */
function canBeOvertaken(draft: Draft, id: TaskId): boolean {
  const task = draft.task(id);
  const told = (process: ProcessId): boolean =>
    draft.process(process).parent === task.process &&
    [SIGCHLD, draft.process(process).exitSignal].some(
      (signal) => signal > 0 && !isIgnoring(dispositionOf(draft, task, signal), signal),
    );
  const isSibling = (other: TaskId): boolean =>
    other !== id &&
    draft.task(other).process === task.process &&
    nextSignal(draft, draft.task(other)) !== undefined;
  return touched(draft).some((other) => isSibling(other) || told(draft.task(other).process));
}

/** Between the stages of a long action: each sleeper that could go on does so now, or later. */
export function letOthersRun(rules: Rules): void {
  const { context } = rules;
  const { task, spawns, held } = context;
  for (const id of touched(context.draft)) {
    const blocked = context.draft.tasks.get(id)?.blocked;
    if (blocked === undefined || id === task || !canGoOn(rules, id, blocked)) continue;
    if (context.draft.choose(2) === 1) runBefore(rules, id, 'by all');
  }
  context.task = task;
  context.spawns = spawns;
  context.held = held;
}

/** The tasks for which this step may have changed something: their own row, their process's, or one that they watch. */
function touched(draft: Draft): TaskId[] {
  const found = new Set<TaskId>();
  for (const row of draft.footprint.written) {
    for (const id of draft.watches.watchers.get(row) ?? []) found.add(id);
    const [table, id = ''] = row.split(' ');
    if (table === 'tasks') found.add(id);
    if (table === 'processes') for (const task of draft.processes.get(id)?.tasks ?? []) found.add(task);
  }
  return [...found].filter((id) => draft.tasks.has(id)).sort();
}

/** The tasks that can go on: one whose turn disturbs nobody, or all of the others. */
function runnable(rules: Rules): { quiet?: TaskId; loud: TaskId[] } {
  const { draft } = rules.context;
  const loud: TaskId[] = [];
  for (const id of touched(draft)) {
    if (draft.late !== undefined && id === draft.caller) continue;
    const pace = paceOf(rules, draft.task(id));
    if (pace === 'quiet') return { quiet: id, loud };
    if (pace === 'loud') loud.push(id);
  }
  return { loud };
}

/** Lets a task run; where others can run as well, they may overtake it on its way back. */
function runBefore(rules: Rules, id: TaskId, others: Draft['hurried']): void {
  const { draft } = rules.context;
  const before = draft.hurried;
  draft.hurried = others;
  draft.overtaken = undefined;
  run(rules, id);
  draft.hurried = before;
}

function run(rules: Rules, id: TaskId): void {
  const { draft } = rules.context;
  const halfway = draft.halfway.get(id);
  if (halfway !== undefined) {
    draft.halfway.delete(id);
    rules.context.task = id;
    arrive(rules, id, returnToUser(rules.context, id, halfway.way, halfway.frames));
    return;
  }
  const task = draft.task(id);
  const { stopped } = task;
  if (stopped !== undefined) {
    // The parent may take the news before anything else happens, or only after it.
    if (tellUntold(draft, task.process) && draft.choose(2) === 1) return;
    rules.context.task = id;
    draft.setTask(id, { stopped: undefined });
    if (draft.process(task.process).stopped === undefined) draft.show({ kind: 'continued', actor: id });
    arrive(rules, id, returnToUser(rules.context, id, stopped.way, stopped.frames));
    return;
  }
  if (task.blocked === undefined) comeBack(rules, id, { kind: 'nothing' });
  else if (canGoOn(rules, id, task.blocked)) makeCall(rules, id, task.blocked, false);
  else interrupt(rules, id, task.blocked);
}

function interrupt(rules: Rules, id: TaskId, blocked: BlockedCall): void {
  const cut = interruption(rules, id, blocked);
  stopAwaiting(rules.context.draft, id);
  wakeUp(rules.context.draft, id);
  comeBack(rules, id, wayOf(blocked, cut));
}

function wayOf(blocked: BlockedCall, cut: ReturnType<typeof interruption>): WayBack {
  if ('answer' in cut) return { kind: 'returns', call: blocked.call, answer: cut.answer };
  return { kind: 'cut', blocked, restart: cut.restart };
}

function comeBack(rules: Rules, id: TaskId, way: WayBack): void {
  rules.context.task = id;
  arrive(rules, id, returnToUser(rules.context, id, way));
}

function arrive(rules: Rules, id: TaskId, arrival: Arrival): void {
  if (arrival.ending === 'again' && arrival.blocked !== undefined) makeCall(rules, id, arrival.blocked, true);
}
