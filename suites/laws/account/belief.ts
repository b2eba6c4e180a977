/** Beliefs: what somebody who sees only questions and answers can be sure of between two steps. */
import { FIRST_ACTOR } from '../../../src/scenario/index.js';
import type { ActorName, Bytes } from '../../../src/abi/index.js';

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
}

/** One process. A field is `undefined` where nobody outside can be sure of it. */
export interface Process {
  /** An actor, or INIT. */
  parent: ActorName | undefined;
  life: 'alive' | 'zombie' | 'gone';
  /** The step in which its parent was told of its end. */
  reaped: number | undefined;
  stopped: boolean;
  readonly descriptors: Map<number, Descriptor>;
  /** Descriptors that are closed for a reason worth telling. */
  readonly closed: Map<number, Origin>;
  mask: ReadonlySet<string> | undefined;
  /** Dispositions that differ from the default one; `undefined` for a signal that nobody is sure of. */
  readonly dispositions: Map<string, Disposition | undefined>;
  /** Signals that were sent while they were blocked, and that nothing has taken since. */
  readonly pending: Set<string>;
  /** What execve or fork did last to it, for the sentences of laws about them. */
  readonly since: { readonly what: 'start' | 'execve' | 'fork'; readonly step: number };
}

/** Everything that is believed. */
export interface Belief {
  readonly processes: Map<ActorName, Process>;
  readonly descriptions: Map<number, Description>;
  pipes: number;
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
  return {
    processes: new Map([[FIRST_ACTOR, newProcess(INIT, { what: 'start', step: -1 }, new Map(descriptors))]]),
    descriptions: new Map([0, 1, 2].map((id) => [id, newDescription('other')])),
    pipes: 0,
  };
}

/** A process with nothing but `descriptors`. */
export function newProcess(
  parent: ActorName,
  since: Process['since'],
  descriptors: Map<number, Descriptor>,
): Process {
  return {
    parent,
    since,
    descriptors,
    life: 'alive',
    reaped: undefined,
    stopped: false,
    closed: new Map(),
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

/** What a step may change; everything else is shared between the beliefs before and after it. */
export interface Touched {
  readonly processes: ReadonlySet<ActorName> | 'all';
  readonly descriptions: boolean;
}

/** A copy in which what is `touched` may be changed without changing `belief`. */
export function copyBelief(belief: Belief, { processes, descriptions }: Touched): Belief {
  const copied = new Map(belief.processes);
  for (const [name, process] of belief.processes) {
    if (processes === 'all' || processes.has(name)) copied.set(name, copyProcess(process));
  }
  return {
    processes: copied,
    descriptions: descriptions
      ? new Map([...belief.descriptions].map(([id, description]) => [id, { ...description }]))
      : belief.descriptions,
    pipes: belief.pipes,
  };
}

/** A copy of one process. */
export function copyProcess(process: Process): Process {
  return {
    ...process,
    descriptors: new Map(process.descriptors),
    closed: new Map(process.closed),
    dispositions: new Map(process.dispositions),
    pending: new Set(process.pending),
  };
}
