/** One run through a call's text: its scope, the part of the text that its arguments select, and effects. */
import type { ClauseId, Signature, Value } from '../abi/index.js';
import { names, signatureFor } from '../abi/index.js';
import type { Body, Effect, Expression, Machine, Spec, Syscall } from '../spec/index.js';
import { integerOf, scopeOf, type Scope } from './arguments.js';
import type { Context } from './context.js';
import { ModelBug } from './draft.js';
import { put } from './put.js';
import type { BlockedCall } from './world.js';

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
export interface Run {
  readonly rules: Rules;
  readonly syscall: Syscall;
  /** The call's own signature, or the variant of it that this call is. */
  readonly signature: Signature;
  readonly scope: Scope;
  readonly outputs: Map<string, Value>;
}

/** The text of a call. Throws ModelBug for a name that Linux does not have. */
export function syscallOf(spec: Spec, { call }: BlockedCall): Syscall {
  const syscall = spec.syscalls.get(call.name);
  if (syscall === undefined) throw new ModelBug(`Linux has no call ${call.name}`);
  return syscall;
}

/** Does a condition of the text hold in this run? */
export function holds(run: Run, condition: Expression): boolean {
  return condition.evaluate(run.rules.machine, run.scope) === true;
}

/** The stages that the selecting argument's value has; nothing where no case is meant. */
export function caseOf({ rules, scope }: Run, cases: NonNullable<Body['cases']>): Body | undefined {
  const { context, spec } = rules;
  const value = scope[cases.of] as bigint;
  const selecting = cases.mask === undefined ? value : value & cases.mask;
  for (const [name, body] of cases.is)
    if (integerOf(context, spec.abi, names(name)) === selecting) return body;
  return undefined;
}

/** What the operation is on the kind of file that the descriptor refers to. Throws ModelBug where it has none. */
export function operationOf(run: Run, { name, on }: NonNullable<Body['operation']>): Body {
  const words = run.rules.machine as Record<string, (fd: bigint) => unknown>;
  const kind = words['kind']?.(run.scope[on] as bigint);
  const body = run.rules.spec.fileKinds.get(String(kind))?.operations.get(name);
  return body ?? bugInText(run, `a ${String(kind)} has no ${name}`);
}

/** A run of a call's text, from its beginning or with what it kept while it slept. */
export function runOf(rules: Rules, syscall: Syscall, { call, kept, held }: BlockedCall): Run {
  rules.context.held = held;
  const { abi } = rules.spec;
  const signature = signatureFor(syscall.signature, call, abi.constants.x86_64);
  const scope = Object.assign(scopeOf(rules.context, abi, signature, call), kept);
  return { rules, syscall, signature, scope, outputs: new Map() };
}

/** The part of a call's text that waits, by the way its arguments select. */
export function waitingBody(run: Run): Body | undefined {
  let body: Body | undefined = run.syscall.body;
  while (body !== undefined && body.waits === undefined) {
    if (body.cases !== undefined) body = caseOf(run, body.cases);
    else if (body.operation !== undefined) body = operationOf(run, body.operation);
    else return undefined;
  }
  return body;
}

/** Throws ModelBug: the text of the call is wrong. */
export function bugInText(run: Run, why: string): never {
  throw new ModelBug(`${run.syscall.name}: ${why}`);
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

/** Carries out the lines of an effect, in order. */
export function runEffects(run: Run, effects: readonly Effect[]): void {
  for (const effect of effects) (EFFECTS[effect.kind] as (run: Run, effect: Effect) => void)(run, effect);
}
