/**
 * The interpreter: carries out a body of the spec, stage by stage, in Linux's order.
 *
 * refusals, then the case or the operation that the arguments select, or: wait, effect, result.
 */
import type { ClauseId, Signature, Value } from '../abi/index.js';
import { names, signatureFor } from '../abi/index.js';
import type {
  Body,
  Effect,
  Expression,
  Machine,
  Refusal,
  Spec,
  Success,
  Syscall,
  Waits,
} from '../spec/index.js';
import { outputsOf, valueOf } from './answers.js';
import { integerOf, scopeOf, type Scope } from './arguments.js';
import type { Context } from './context.js';
import { ModelBug } from './draft.js';
import { put } from './put.js';
import { watch } from './watches.js';
import type { Answer, BlockedCall, Restart, TaskId } from './world.js';

/** What came of carrying out a call. */
export type Carried =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** It sleeps; `kept` is what its text keeps meanwhile. */
  | { readonly kind: 'sleeps'; readonly kept: BlockedCall['kept'] }
  /** It does not return: the process ended, or runs another program. */
  | { readonly kind: 'gone' }
  /** The text leaves open what happens. */
  | { readonly kind: 'unspecified' };

/** Which clauses a kernel honours (`since`, `until`, `needs` against its profile). */
export type Applies = (clause: { readonly id: ClauseId }) => boolean;

/** Everything of a kernel that stays the same from step to step. */
export interface Rules {
  readonly spec: Spec;
  readonly machine: Machine;
  readonly context: Context;
  /** Changes with the world's profile. */
  applies: Applies;
  /** True while refusals are tried in any order. */
  anyOrder: boolean;
  /** The answer of `applies` for each setting that was asked for. */
  readonly settings: Map<string, Applies>;
}

/** One run through a call's body. */
interface Run {
  readonly rules: Rules;
  readonly syscall: Syscall;
  /** The call's own signature, or the variant of it that this call is. */
  readonly signature: Signature;
  readonly scope: Scope;
  readonly outputs: Map<string, Value>;
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

/**
 * True where a sleeping call's condition holds: it is worth trying again. Where it does not, the rows that it
 * read are watched: until one of them is written there is no need to ask again.
 */
export function canGoOn(rules: Rules, task: TaskId, blocked: BlockedCall): boolean {
  const found = waitsOf(rules, task, blocked);
  if (found === undefined) return false;
  const { draft } = rules.context;
  const read = new Set<string>();
  draft.footprint.read = read;
  const holds = found.waits.until.evaluate(rules.machine, found.run.scope) === true;
  draft.footprint.read = undefined;
  if (!holds) draft.watches = watch(draft.watches, task, [...read]);
  return holds;
}

/** Does a signal that does not kill end the call's sleep? */
export function isInterruptible(rules: Rules, task: TaskId, blocked: BlockedCall): boolean {
  return waitsOf(rules, task, blocked)?.waits.interrupted !== undefined;
}

/** What a signal makes of a sleeping call: an answer if a part was done or it fails, or its restart class. */
export function interruption(
  rules: Rules,
  task: TaskId,
  blocked: BlockedCall,
): { readonly answer: Answer } | { readonly restart: Restart } {
  const found = waitsOf(rules, task, blocked);
  if (found === undefined) throw new ModelBug(`${blocked.call.name} sleeps, but its text has no wait`);
  const { waits, run } = found;
  const { draft } = rules.context;
  if (waits.partial !== undefined && holds(run, waits.partial.when)) {
    draft.fire(waits.partial.id);
    const returns = waits.partial.returns.evaluate(rules.machine, run.scope);
    return { answer: { result: { kind: 'value', value: valueOf(returns) }, outputs: [] } };
  }
  const { fails } = waits;
  if (fails?.errno !== undefined && rules.applies(fails) && holds(run, fails.when)) {
    draft.fire(fails.id);
    return { answer: { result: { kind: 'errno', errno: fails.errno }, outputs: [] } };
  }
  // Who gets an error is not shown what was written, but it was.
  runEffects(run, waits.leaves ?? []);
  if (waits.interrupted === undefined) return { restart: 'nointr' };
  draft.fire(waits.interrupted.id);
  return { restart: waits.interrupted.restart };
}

function syscallOf(spec: Spec, { call }: BlockedCall): Syscall {
  const syscall = spec.syscalls.get(call.name);
  if (syscall === undefined) throw new ModelBug(`Linux has no call ${call.name}`);
  return syscall;
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
  return { kind: 'sleeps', kept };
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
  if (refusal.raises !== undefined) raise(run, refusal.raises);
  return failWith(refusal.errno ?? 'EINVAL');
}

function failWith(errno: string): Carried {
  return { kind: 'answered', answer: { result: { kind: 'errno', errno }, outputs: [] } };
}

const EFFECTS: {
  readonly [Kind in Effect['kind']]: (run: Run, effect: Extract<Effect, { kind: Kind }>) => void;
} = {
  let: (run, { name, value }) => {
    run.scope[name] = value.evaluate(run.rules.machine, run.scope);
  },
  do: (run, { action, when }) => {
    if (when === undefined || holds(run, when)) action.evaluate(run.rules.machine, run.scope);
  },
  put: (run, effect) => {
    if (effect.when === undefined || holds(run, effect.when)) put(run, effect);
  },
};

function runEffects(run: Run, effects: readonly Effect[]): void {
  for (const effect of effects) (EFFECTS[effect.kind] as (run: Run, effect: Effect) => void)(run, effect);
}

function raise(run: Run, signal: string): void {
  const words = run.rules.machine as Record<string, (signal: bigint) => unknown>;
  words['raise']?.(integerOf(run.rules.context.draft, run.rules.spec.abi, names(signal)));
}

function holds(run: Run, condition: Expression): boolean {
  return condition.evaluate(run.rules.machine, run.scope) === true;
}

function caseOf({ rules, scope }: Run, cases: NonNullable<Body['cases']>): Body | undefined {
  const { context, spec } = rules;
  for (const [name, body] of cases.is)
    if (integerOf(context.draft, spec.abi, names(name)) === scope[cases.of]) return body;
  return undefined;
}

function operationOf(run: Run, { name, on }: NonNullable<Body['operation']>): Body {
  const words = run.rules.machine as Record<string, (fd: bigint) => unknown>;
  const kind = words['kind']?.(run.scope[on] as bigint);
  const body = run.rules.spec.fileKinds.get(String(kind))?.operations.get(name);
  return body ?? bugInText(run, `a ${String(kind)} has no ${name}`);
}

/** The wait of a sleeping call, by the way its arguments select. */
function waitsOf(rules: Rules, task: TaskId, blocked: BlockedCall): { waits: Waits; run: Run } | undefined {
  const syscall = syscallOf(rules.spec, blocked);
  rules.context.task = task;
  const run = runOf(rules, syscall, blocked);
  const waits = waitingBody(run)?.waits;
  return waits === undefined ? undefined : { waits, run };
}

function runOf(rules: Rules, syscall: Syscall, { call, kept }: BlockedCall): Run {
  const { abi } = rules.spec;
  const signature = signatureFor(syscall.signature, call, abi.constants.x86_64);
  const scope = Object.assign(scopeOf(rules.context.draft, abi, signature, call), kept);
  return { rules, syscall, signature, scope, outputs: new Map() };
}

/** The part of a call's text that waits, by the way its arguments select. */
function waitingBody(run: Run): Body | undefined {
  let body: Body | undefined = run.syscall.body;
  while (body !== undefined && body.waits === undefined) {
    if (body.cases !== undefined) body = caseOf(run, body.cases);
    else if (body.operation !== undefined) body = operationOf(run, body.operation);
    else return undefined;
  }
  return body;
}

function bugInText(run: Run, why: string): never {
  throw new ModelBug(`${run.syscall.name}: ${why}`);
}
