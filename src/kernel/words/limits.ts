/** What the words about limits and priorities do: see src/spec/words/limits.ts. */
import { int, names, struct, type AbiTable, type Value } from '../../abi/index.js';
import type { LimitWord, Memory } from '../../spec/index.js';
import { integerOf } from '../arguments.js';
import { ownProcess, type Context } from '../context.js';
import { UNLIMITED, type Limit } from '../identity.js';
import { crowdOf, processExcess } from '../objects/crowd.js';
import { firstLimits, isResource, least, limitOn, RLIMIT, withLimit } from '../objects/limits.js';
import {
  firstThread,
  identityOf,
  mayLimit,
  reniceObstacle,
  setIdentity,
  type Thread,
} from '../objects/standing.js';
import { numberOf, OUTSIDE, ownerOf } from '../objects/pid.js';
import { INIT, type Process } from '../world.js';
import { isMatterOfTicks, limitReached, raiseSoftLimit, work } from '../objects/processor-time.js';
import { knownThread, threadAt } from './jobs.js';

const AFTER_WORK = {
  clause: 'model/limit-after-work',
  reason: 'a limit of time is noticed at a tick of the clock where the process has worked before',
};

/** Priorities as getpriority tells them: this minus the nice value. */
const PRIORITY_BASE = 20;
const PRIO_PROCESS = 0n;
const PRIO_PGRP = 1n;

/** The words, working on what `context` says at the time. */
export function limitWords(
  context: Context,
  abi: AbiTable,
): Record<LimitWord, (...args: never[]) => unknown> {
  return {
    ...limitQuestions(context, abi),
    ...limitActions(context, abi),
    ...crowdWords(context),
    ...priorityWords(context),
    ...timeWords(context),
  };
}

function timeWords(context: Context) {
  return {
    is_matter_of_ticks: (more: bigint) => isMatterOfTicks(context.draft, ownProcess(context), more),
    limit_reached: (more: bigint) => limitReached(context.draft, ownProcess(context), more),
    work: (more: bigint) => {
      work(context.draft, ownProcess(context), more);
      return true;
    },
    raise_soft_limit_of_time: () => {
      raiseSoftLimit(context.draft, ownProcess(context));
      return true;
    },
  };
}

function limitQuestions(context: Context, abi: AbiTable) {
  return {
    is_resource: (resource: bigint) => isResource(resource),
    own_limit: (resource: bigint) => least(limitAt(context, 0n, resource).soft),
    limit_of: (number: bigint, resource: bigint) => {
      const { soft, hard } = limitAt(context, number, resource);
      return struct({ cur: limitValue(soft), max: limitValue(hard) });
    },
    limit_is_crossed: (memory: Memory) =>
      limitIn(context, abi, memory).soft > limitIn(context, abi, memory).hard,
    soft_limit_in: (memory: Memory) => least(limitIn(context, abi, memory).soft),
    hard_limit_in: (memory: Memory) => least(limitIn(context, abi, memory).hard),
    raises_hard_limit: (number: bigint, resource: bigint, memory: Memory) =>
      limitIn(context, abi, memory).hard > limitAt(context, number, resource).hard,
    may_limit: (number: bigint) => mayLimit(context.draft, context.task, knownThread(context, number)),
  };
}

function limitActions(context: Context, abi: AbiTable) {
  return {
    set_limit: (number: bigint, resource: bigint, memory: Memory) => {
      const { process } = knownThread(context, number);
      const { limits, worked } = context.draft.process(process);
      if (Number(resource) === RLIMIT.CPU && worked > 0n) context.draft.unspecified = AFTER_WORK;
      context.draft.setProcess(process, {
        limits: withLimit(limits, Number(resource), limitIn(context, abi, memory)),
      });
      return true;
    },
  };
}

function crowdWords(context: Context) {
  return {
    is_over_process_limit: (how: string) => processExcess(context.draft, context.task) === how,
    is_crowded: (how: string) => {
      const { crowded } = context.draft.task(context.task).identity;
      const now = crowdOf(context.draft, context.task, false);
      if (crowded === 'no' || now === 'no') return false;
      return (crowded === 'yes' && now === 'surely' ? 'surely' : 'perhaps') === how;
    },
  };
}

function priorityWords(context: Context) {
  return {
    has_priority_target: (which: bigint, who: bigint) => targetsOf(context, which, who).length > 0,
    highest_priority: (which: bigint, who: bigint) =>
      BigInt(Math.max(...targetsOf(context, which, who).map((one) => PRIORITY_BASE - niceOf(context, one)))),
    renice: (which: bigint, who: bigint, nice: bigint) => {
      const { draft, task } = context;
      const targets = targetsOf(context, which, who);
      const obstacles = targets.map((target) => reniceObstacle(draft, task, target, Number(nice)));
      for (const [index, target] of targets.entries()) {
        if (obstacles[index] === undefined) setNice(context, target, Number(nice));
      }
      // The last refusal is told, and nobody promises in which order they are tried.
      const told = [...new Set(obstacles.filter((one) => one !== undefined))];
      return told[draft.choose(told.length)] ?? '';
    },
  };
}

function limitAt(context: Context, number: bigint, resource: bigint): Limit {
  const { process } = knownThread(context, number);
  return limitOn(
    context.draft.processes.get(process)?.limits ?? firstLimits(context.draft),
    Number(resource),
  );
}

function limitIn(context: Context, abi: AbiTable, memory: Memory): Limit {
  return { soft: fieldIn(context, abi, memory, 'cur'), hard: fieldIn(context, abi, memory, 'max') };
}

/** A limit as it is written: none has a name. */
function limitValue(limit: bigint): Value {
  return limit === UNLIMITED ? names('RLIM_INFINITY') : int(limit);
}

/** Eight bytes of a straddling place: each is an `x`. */
const STRADDLING_WORD = 0x7878_7878_7878_7878n;

/** A field of the struct that stands there; a page of zeros has zeros. */
function fieldIn(context: Context, abi: AbiTable, { place, value }: Memory, name: string): bigint {
  if (place === 'straddling') return STRADDLING_WORD;
  const field = value?.kind === 'struct' ? value.fields[name] : undefined;
  return field === undefined ? 0n : BigInt.asUintN(64, integerOf(context, abi, field));
}

/** The threads that are meant, zombies and init among them. */
function targetsOf(context: Context, which: bigint, who: bigint): Thread[] {
  if (which === PRIO_PROCESS) {
    const thread = threadAt(context, who);
    return thread === undefined ? [] : [thread];
  }
  const { draft, task } = context;
  const own = ownProcess(context);
  if (which === PRIO_PGRP) {
    const group = who === 0n ? draft.process(own).group : ownerOf(draft, who, own);
    return draft.processes
      .values()
      .filter((one) => one.group === group)
      .flatMap((one) => threadsOf(context, one));
  }
  const ownUser = draft.task(task).identity.credentials.users.real;
  const user = who === 0n ? ownUser : Number(BigInt.asUintN(32, who));
  const all = draft.processes.values().flatMap((one) => threadsOf(context, one));
  return [{ process: INIT }, ...all].filter(
    (thread) =>
      identityOf(draft, thread).credentials.users.real === user &&
      numberOf(draft, thread.process, own) !== OUTSIDE,
  );
}

function threadsOf({ draft }: Context, { id, tasks, remains }: Process): Thread[] {
  const living = tasks.map((task) => ({ process: id, task }));
  return remains === undefined ? living : [firstThread(draft, id), ...living];
}

function niceOf({ draft }: Context, thread: Thread): number {
  return thread.process === INIT ? draft.initNice : identityOf(draft, thread).nice;
}

function setNice({ draft }: Context, { process, task }: Thread, nice: number): void {
  if (process === INIT) draft.initNice = nice;
  else if (task !== undefined) setIdentity(draft, task, { nice });
  else {
    const { remains } = draft.process(process);
    if (remains === undefined) return;
    draft.setProcess(process, { remains: { ...remains, identity: { ...remains.identity, nice } } });
  }
}
