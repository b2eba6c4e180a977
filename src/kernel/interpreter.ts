/**
 * The interpreter: carries out a body of the spec, stage by stage, in Linux's order.
 *
 * refusals, then the case or the operation that the arguments select, or: wait, effect, result.
 */
import { names } from '../abi/index.js';
import type { Body, Refusal, Success, Waits } from '../spec/index.js';
import { outputsOf, valueOf } from './answers.js';
import { integerOf } from './arguments.js';
import {
  bugInText,
  caseOf,
  holds,
  operationOf,
  runEffects,
  runOf,
  syscallOf,
  waitingBody,
  type Rules,
  type Run,
} from './run.js';
import { descriptorOf } from './objects/descriptor-table.js';
import type { Answer, BlockedCall, Held, Restart, TaskId } from './world.js';

/** What came of carrying out a call. */
export type Carried =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | Asleep
  /** Signals come first: its restart class says what becomes of it then. */
  | { readonly kind: 'cut'; readonly restart: Restart }
  /** It does not return: the process ended, or runs another program. */
  | { readonly kind: 'gone' }
  /** The text leaves open what happens. */
  | { readonly kind: 'unspecified' };

/** It sleeps, and what of it stays while it does. */
interface Asleep extends Pick<BlockedCall, 'kept' | 'deep'> {
  readonly kind: 'sleeps';
  readonly held: Held | undefined;
}

/** Carries out a call of the task, from its refusals. */
export function carryOut(rules: Rules, task: TaskId, blocked: BlockedCall, first: boolean): Carried {
  const syscall = syscallOf(rules.spec, blocked);
  rules.context.task = task;
  rules.context.spawns = blocked.spawns;
  const run = runOf(rules, syscall, blocked);
  const resumed = first || !blocked.entered ? undefined : waitingBody(run);
  if (resumed?.waits?.resumes === true) return wait(run, resumed, resumed.waits);
  return runBody(run, syscall.body, first);
}

function runBody(run: Run, body: Body, first: boolean): Carried {
  const refused = tryRefusals(run, body.refusals);
  if (refused !== undefined) return refused;
  if (body.cases !== undefined) {
    const chosen = caseOf(run, body.cases);
    if (chosen !== undefined) return runBody(run, chosen, first);
    return body.cases.otherwise === undefined
      ? bugInText(run, 'no case applies')
      : refuse(run, body.cases.otherwise);
  }
  if (body.operation !== undefined) return runBody(run, operationOf(run, body.operation), first);
  return body.waits === undefined ? finish(run, body) : waitAndFinish(run, body, body.waits, first);
}

function waitAndFinish(run: Run, body: Body, waits: Waits, first: boolean): Carried {
  if (first) runEffects(run, waits.enter ?? []);
  return wait(run, body, waits);
}

/** A call that goes on more often than this without sleeping never comes to an end. */
const MOST_ROUNDS = 1_000;

function wait(run: Run, body: Body, waits: Waits): Carried {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (!holds(run, waits.until)) {
      const { nonblocking } = waits;
      if (nonblocking !== undefined && run.rules.applies(nonblocking) && holds(run, nonblocking.when)) {
        return refuse(run, nonblocking);
      }
      return sleep(run, waits);
    }
    const carried = finish(run, body);
    if (carried.kind !== 'sleeps') return carried;
    if (waits.resumes === true) continue;
    const refused = tryRefusals(run, body.refusals);
    if (refused !== undefined) return refused;
  }
  return bugInText(run, 'it neither sleeps nor comes to an end');
}

function finish(run: Run, body: Body): Carried {
  runEffects(run, body.effect);
  const result = body.results.find(
    (one) => run.rules.applies(one) && (one.when === undefined || holds(run, one.when)),
  );
  if (result === undefined) return bugInText(run, 'no result applies');
  run.rules.context.draft.fire(result.id);
  if (result.raises !== undefined) raise(run, result.raises);
  if (result.again) return sleep(run, body.waits);
  return succeed(run, result);
}

/** What is named in `enter` is kept by a wait that resumes; how far a transfer came, by every one. */
function sleep(run: Run, waits: Waits | undefined): Carried {
  const kept: Record<string, unknown> = { done: run.scope['done'] };
  const entered = waits?.resumes === true ? (waits.enter ?? []) : [];
  for (const effect of entered) if (effect.kind === 'let') kept[effect.name] = run.scope[effect.name];
  return { kind: 'sleeps', kept, deep: waits?.interrupted === undefined, held: heldBy(run) };
}

/** The descriptor whose kind of file the call's text goes on with, and what it refers to. */
function heldBy({ rules: { context }, syscall, scope }: Run): Held | undefined {
  const on = syscall.body.operation?.on;
  if (on === undefined) return undefined;
  const fd = Number(scope[on]);
  const { draft, task, held } = context;
  const slot = descriptorOf(draft, draft.task(task).table, fd);
  return held ?? (slot && { fd, file: slot.file });
}

function succeed(run: Run, result: Success): Carried {
  if (result.errno !== undefined) return failWith(result.errno);
  if (result.returns === 'nothing') return { kind: 'gone' };
  const value = valueOf(result.returns.evaluate(run.rules.machine, run.scope));
  return {
    kind: 'answered',
    answer: {
      result: { kind: 'value', value },
      outputs: outputsOf(run.rules.spec.abi, run.signature, run.scope, run.outputs, value),
    },
  };
}

function tryRefusals(run: Run, refusals: readonly Refusal[]): Carried | undefined {
  const tried = (one: Refusal): boolean => run.rules.applies(one) && holds(run, one.when);
  const at = refusals.findIndex(tried);
  const first = refusals[at];
  if (first === undefined) return undefined;
  const others = refusals.slice(at + 1).filter((one) => mayComeFirst(run, first, one) && tried(one));
  const chosen = others[run.rules.context.draft.choose(others.length + 1) - 1];
  if (chosen !== undefined && !isUnordered(first, chosen)) {
    run.rules.context.draft.precedence = { clause: chosen.id };
  }
  return refuse(run, chosen ?? first);
}

/** Could `other` be answered although `first` holds: in Linux itself, or in a kernel that tries them otherwise? */
function mayComeFirst(run: Run, first: Refusal, other: Refusal): boolean {
  if (isUnordered(first, other)) return true;
  return run.rules.anyOrder && other.errno !== undefined && other.errno !== first.errno;
}

/** Linux itself does not fix the order of refusals that say so. */
function isUnordered(first: Refusal, other: Refusal): boolean {
  return first.precedence === 'any' && other.precedence === 'any';
}

function refuse(run: Run, refusal: Refusal): Carried {
  const { draft } = run.rules.context;
  draft.fire(refusal.id);
  if (refusal.unspecified !== undefined) {
    draft.unspecified = { clause: refusal.id, reason: refusal.unspecified };
    return { kind: 'unspecified' };
  }
  if (refusal.restart !== undefined) return { kind: 'cut', restart: refusal.restart };
  if (refusal.raises !== undefined) raise(run, refusal.raises);
  runEffects(run, refusal.leaves ?? []);
  return failWith(refusal.errno ?? 'EINVAL');
}

function failWith(errno: string): Carried {
  return { kind: 'answered', answer: { result: { kind: 'errno', errno }, outputs: [] } };
}

function raise(run: Run, signal: string): void {
  const words = run.rules.machine as Record<string, (signal: bigint) => unknown>;
  words['raise']?.(integerOf(run.rules.context, run.rules.spec.abi, names(signal)));
}
