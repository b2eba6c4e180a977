/** Who makes whom in a tale, and in which PID namespace each actor is. */
import type { ActorName, Value } from '../../abi/index.js';

/** An actor that begins in a tale. */
export interface Birth {
  readonly actor: ActorName;
  /** Counted from 1, as in the scenario's text. */
  readonly step: number;
  readonly maker: ActorName;
  /** What the call that made it was given. */
  readonly values: readonly Value[];
}

export class Lineage {
  private readonly births: ReadonlyMap<ActorName, Birth>;

  constructor(births: readonly Birth[]) {
    this.births = new Map(births.map((birth) => [birth.actor, birth]));
  }

  /** The step in which the actor begins; 0 for the first one, nothing for one that never does. */
  stepOf(actor: ActorName): number | undefined {
    return this.births.get(actor)?.step ?? (actor === FIRST ? 0 : undefined);
  }

  /** True where somebody is in a PID namespace below that of the tale. */
  get isDeep(): boolean {
    return [...this.births.values()].some(isInit);
  }

  /** The PID namespace of an actor, called like its first process; nothing for that of the tale. */
  spaceOf(actor: ActorName): ActorName | undefined {
    const birth = this.births.get(actor);
    if (birth === undefined) return undefined;
    return isInit(birth) ? actor : this.spaceOf(birth.maker);
  }

  /** True where those in the namespace `space` (nothing: that of the tale) see the actor. */
  isSeenFrom(space: ActorName | undefined, actor: ActorName): boolean {
    let own = this.spaceOf(actor);
    while (own !== space && own !== undefined) {
      const init = this.births.get(own);
      own = init === undefined ? undefined : this.spaceOf(init.maker);
    }
    return own === space;
  }

  /** The actor that led the process of a thread when it began: itself, where it is no thread. */
  leaderOf(actor: ActorName): ActorName {
    const birth = this.births.get(actor);
    if (birth === undefined || !names(birth, 'CLONE_THREAD')) return actor;
    return this.leaderOf(birth.maker);
  }
}

const FIRST: ActorName = 'A';

function isInit(birth: Birth): boolean {
  return names(birth, 'CLONE_NEWPID');
}

function names({ values }: Birth, flag: string): boolean {
  return values.some((value) => namesFlag(value, flag));
}

/** True for flags among which is `flag`, also within a struct. */
export function namesFlag(value: Value, flag: string): boolean {
  if (value.kind === 'struct') return Object.values(value.fields).some((field) => namesFlag(field, flag));
  return value.kind === 'names' && value.names.includes(flag);
}
