/** What calls and events do to processes: forking, replacing the program, ending, being waited for. */
import type { ActorName, Value } from '../../../src/abi/index.js';
import {
  copyProcess,
  INIT,
  newProcess,
  processToChange,
  type Belief,
  type Descriptor,
  type Origin,
  type Process,
} from './belief.js';
import { Rows } from './rows.js';
import { argument, callerOf, errnoOf, nothing, type Effect } from './effect.js';
import { closeDescriptor } from './descriptors.js';
import { resetHandlers } from './signals.js';
import { bits, numberOf } from './reading.js';
import type { Answered } from './moment.js';

/** Effects on processes by call; fork, execve and exit_group are told by events. */
export const PROCESS_EFFECTS: Readonly<Record<string, Effect>> = {
  fork: nothing,
  execve: (belief, answered) => {
    const caller = callerOf(belief, answered);
    if (caller !== undefined) caller.failedExec = true;
    return true;
  },
  exit_group: nothing,
  getpid: nothing,
  getppid: nothing,
  gettid: nothing,
  sched_yield: nothing,
  wait4: (belief, answered) => {
    const told = toldOf(answered);
    if (told?.kind === 'end') reap(belief, told.actor, answered.asked.step);
    if (told?.kind === 'unsure' || errnoOf(answered) === 'EFAULT')
      forgetZombies(belief, answered.asked.actor);
    return true;
  },
};

/** What a wait told its caller. */
export type Told =
  | { readonly kind: 'end' | 'change'; readonly actor: ActorName }
  /** A child, but not what happened to it. */
  | { readonly kind: 'unsure'; readonly actor: ActorName };

/** What an answered wait4 told: the end of a child (which is thereby reaped), a stop or a continuation. */
export function toldOf(answered: Answered): Told | undefined {
  const { result, outputs } = answered;
  if (result.kind !== 'value' || result.value.kind !== 'actor') return undefined;
  const actor = result.value.actor;
  const status = outputs.find((output) => output.kind === 'struct' && statusWord(output) !== undefined);
  const word = statusWord(status);
  if (word === 'stopped' || word === 'continued') return { kind: 'change', actor };
  if (word !== undefined) return { kind: 'end', actor };
  const options = numberOf(argument(answered, 1, 'options'));
  const onlyEnds = options !== undefined && (options & (bits('WUNTRACED') | bits('WCONTINUED'))) === 0n;
  return { kind: onlyEnds ? 'end' : 'unsure', actor };
}

/** fork: the child is a copy of its parent, but for its number, its parent and its pending signals. */
export function begin(belief: Belief, child: ActorName, parent: ActorName, step: number): boolean {
  const original = belief.processes.get(parent);
  if (original === undefined) return false;
  const descriptors = withOrigin(original.descriptors, 'copied by fork');
  const copy = copyProcess(original);
  belief.processes.set(child, {
    ...newProcess(parent, { what: 'fork', step }, descriptors, original.low),
    closed: Rows.of([...copy.closed.keys()].map((fd): [number, Origin] => [fd, 'copied by fork'])),
    mask: copy.mask,
    dispositions: copy.dispositions,
  });
  belief.own.processes.add(child);
  return true;
}

/** execve: close-on-exec descriptors close, handlers are reset; mask and pending signals stay. */
export function replaceImage(belief: Belief, actor: ActorName, step: number): void {
  const process = processToChange(belief, actor);
  if (process === undefined) return;
  for (const [fd, { closeOnExec }] of process.descriptors.copy()) {
    if (closeOnExec) closeDescriptor(process, fd, 'closed by execve');
  }
  const kept = withOrigin(process.descriptors, 'kept over execve');
  resetHandlers(process);
  belief.processes.set(actor, {
    ...process,
    descriptors: kept,
    pending: process.timed ? new Set() : process.pending,
    failedExec: false,
    since: { what: 'execve', step },
  });
}

/** The end of a process: its descriptors close, its children belong to the scenario's init. */
export function end(belief: Belief, actor: ActorName, as: 'zombie' | 'gone'): void {
  const process = processToChange(belief, actor);
  if (process === undefined) return;
  process.life = as;
  process.low = 0;
  process.descriptors.clear();
  process.closed.clear();
  process.pending.clear();
  for (const child of childrenToChange(belief, actor)) {
    child.parent = INIT;
    if (child.life === 'zombie') child.life = 'gone';
  }
}

function reap(belief: Belief, actor: ActorName, step: number): void {
  const process = processToChange(belief, actor);
  if (process === undefined || process.life === 'alive') return;
  process.life = 'gone';
  process.reaped ??= step;
}

function forgetZombies(belief: Belief, parent: ActorName): void {
  for (const child of childrenToChange(belief, parent)) if (child.life === 'zombie') child.life = 'gone';
}

function childrenToChange(belief: Belief, parent: ActorName): Process[] {
  return [...belief.processes.copy()].flatMap(([name, child]) =>
    child.parent === parent ? (processToChange(belief, name) ?? []) : [],
  );
}

function withOrigin(descriptors: Process['descriptors'], origin: Descriptor['origin']) {
  return Rows.of(
    [...descriptors].map(([fd, descriptor]): [number, Descriptor] => [fd, { ...descriptor, origin }]),
  );
}

function statusWord(value: Value | undefined): string | undefined {
  const word = value?.kind === 'struct' ? Object.keys(value.fields)[0] : undefined;
  return ['exited', 'killed', 'dumped', 'stopped', 'continued'].find((known) => known === word);
}
