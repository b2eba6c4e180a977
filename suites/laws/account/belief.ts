/** Beliefs: what somebody who sees only questions and answers can be sure of between two steps. */
import { FIRST_ACTOR } from '../../../src/scenario/index.js';
import type { ActorName, Bytes } from '../../../src/abi/index.js';
import { Rows } from './rows.js';

/** An open file description, as far as answers tell. */
export interface Description {
  readonly kind: 'pipe-reader' | 'pipe-writer' | 'file' | 'other';
  /** Which pipe; a reader and a writer of one pipe have the same number. */
  readonly pipe?: number;
  /** A pipe in packet mode (O_DIRECT): its bytes are no stream. */
  packets: boolean;
  /** O_APPEND and O_NONBLOCK as they were last set or seen; nothing until then. */
  flags: bigint | undefined;
  /** The bytes of a file that only this description can reach, and the position in it. */
  content: Bytes | undefined;
  offset: number;
}

/** Why a descriptor is open or closed, in the words of a sentence. */
export type Origin = 'made' | 'closed' | 'kept over execve' | 'closed by execve' | 'copied by fork';

export interface Descriptor {
  readonly description: number;
  readonly closeOnExec: boolean;
  readonly origin: Origin;
}

/** What is done with a signal. */
export interface Disposition {
  readonly to: 'default' | 'ignore' | 'handler';
  readonly flags: bigint;
  /** A handler that blocks no signals but its own. */
  readonly alone?: boolean;
}

/** One process. A field is `undefined` where nobody outside can be sure of it. */
export interface Process {
  /** An actor, or INIT. */
  parent: ActorName | undefined;
  life: 'alive' | 'zombie' | 'gone';
  /** The step in which its parent was told of its end. */
  reaped: number | undefined;
  stopped: boolean;
  readonly descriptors: Rows<number, Descriptor>;
  /** Every descriptor below it is open. */
  low: number;
  /** Descriptors that are closed for a reason worth telling. */
  readonly closed: Rows<number, Origin>;
  mask: ReadonlySet<string> | undefined;
  /** Dispositions that differ from the default one; `undefined` for a signal that nobody is sure of. */
  readonly dispositions: Map<string, Disposition | undefined>;
  /** Signals that were sent while they were blocked, and that nothing has taken since. */
  readonly pending: Set<string>;
  /** Something that execve drops may be pending. */
  timed: boolean;
  /** An execve failed since then. */
  failedExec: boolean;
  /** What execve or fork did last to it, for the sentences of laws about them. */
  readonly since: { readonly what: 'start' | 'execve' | 'fork'; readonly step: number };
}

/** Everything that is believed. What it has in common with the belief before it is shared: see `processToChange`. */
export interface Belief {
  readonly processes: Rows<ActorName, Process>;
  readonly descriptions: Rows<number, Description>;
  pipes: number;
  /** Processes and descriptions that are not shared with the belief before: these may be changed. */
  readonly own: { readonly processes: Set<ActorName>; readonly descriptions: Set<number> };
}

/** The parent of whoever has lost its own: the scenario's init. No actor is called so. */
export const INIT: ActorName = 'init';

export const DEFAULT: Disposition = { to: 'default', flags: 0n };

/** What is known before the first step: actor A alone, with three descriptions of /dev/null. */
export function initialBelief(): Belief {
  const descriptors = [0, 1, 2].map((fd): [number, Descriptor] => [
    fd,
    { description: fd, closeOnExec: false, origin: 'made' },
  ]);
  const first = newProcess(INIT, { what: 'start', step: -1 }, Rows.of(descriptors), descriptors.length);
  return {
    processes: Rows.of([[FIRST_ACTOR, first]]),
    descriptions: Rows.of([0, 1, 2].map((id) => [id, newDescription('other')])),
    pipes: 0,
    own: { processes: new Set(), descriptions: new Set() },
  };
}

/** A process with nothing but `descriptors`, of which every one below `low` is there. */
export function newProcess(
  parent: ActorName,
  since: Process['since'],
  descriptors: Rows<number, Descriptor>,
  low: number,
): Process {
  return {
    parent,
    since,
    descriptors,
    low,
    life: 'alive',
    reaped: undefined,
    stopped: false,
    failedExec: false,
    timed: false,
    closed: Rows.of(),
    mask: new Set(),
    dispositions: new Map(),
    pending: new Set(),
  };
}

/** A description of which nothing but its kind is known. */
export function newDescription(kind: Description['kind'], pipe?: number): Description {
  const known = { kind, packets: false, flags: undefined, content: undefined, offset: 0 };
  return pipe === undefined ? known : { ...known, pipe };
}

/** A belief that can be changed without changing `belief`. */
export function copyBelief({ processes, descriptions, pipes }: Belief): Belief {
  return {
    processes: processes.copy(),
    descriptions: descriptions.copy(),
    pipes,
    own: { processes: new Set(), descriptions: new Set() },
  };
}

/** A process, to be changed in this belief and in none before it. */
export function processToChange({ processes, own }: Belief, name: ActorName): Process | undefined {
  const process = processes.get(name);
  if (process === undefined || own.processes.has(name)) return process;
  const copy = copyProcess(process);
  processes.set(name, copy);
  own.processes.add(name);
  return copy;
}

/** A description, to be changed in this belief and in none before it. */
export function descriptionToChange({ descriptions, own }: Belief, id: number): Description | undefined {
  const description = descriptions.get(id);
  if (description === undefined || own.descriptions.has(id)) return description;
  const copy = { ...description };
  descriptions.set(id, copy);
  own.descriptions.add(id);
  return copy;
}

/** A copy of one process. */
export function copyProcess(process: Process): Process {
  return {
    ...process,
    descriptors: process.descriptors.copy(),
    closed: process.closed.copy(),
    dispositions: new Map(process.dispositions),
    pending: new Set(process.pending),
  };
}
