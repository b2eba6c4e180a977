/** In which state each actor is after each step of a tale. */
import type { ActorName, Event } from '../../abi/index.js';
import type { Scene } from './tale.js';

export type State = 'IDLE' | 'ASLEEP' | 'STOPPED' | 'ZOMBIE' | 'GONE';

/** Who has to be in which state when a step is over. */
export interface StateChange {
  readonly actor: ActorName;
  readonly state: State;
}

/** What is known of an actor while the steps go by. */
interface Known {
  state: State;
  /** A call of it is under way. */
  calls: boolean;
}

/** For each scene: whoever changed, whoever acted, and everybody who is still asleep or stopped. */
export function statesOf(scenes: readonly Scene[]): StateChange[][] {
  const known = new Map<ActorName, Known>([['A', { state: 'IDLE', calls: false }]]);
  return scenes.map(({ action, events }) => {
    const touched = new Set<ActorName>([action.actor]);
    const acting = known.get(action.actor);
    if (acting !== undefined && !events.some(({ kind }) => kind === 'busy')) acting.calls = true;
    for (const event of events) {
      touched.add(event.actor);
      const one = known.get(event.actor) ?? { state: 'IDLE' as State, calls: false };
      known.set(event.actor, one);
      (CHANGES[event.kind] as (one: Known, event: Event) => void)(one, event);
    }
    return [...known].flatMap(([actor, { state }]) =>
      touched.has(actor) || state === 'ASLEEP' || state === 'STOPPED' ? [{ actor, state }] : [],
    );
  });
}

const nothing = (): void => undefined;

const CHANGES: { readonly [K in Event['kind']]: (one: Known, event: Extract<Event, { kind: K }>) => void } = {
  returned: (one) => {
    one.calls = false;
    one.state = 'IDLE';
  },
  blocked: (one) => {
    one.state = 'ASLEEP';
  },
  began: (one) => {
    one.calls = false;
    one.state = 'IDLE';
  },
  image: (one) => {
    one.calls = false;
    one.state = 'IDLE';
  },
  stopped: (one) => {
    one.state = 'STOPPED';
  },
  continued: (one) => {
    one.state = one.calls ? 'ASLEEP' : 'IDLE';
  },
  ended: (one, { as }) => {
    one.state = as === 'zombie' ? 'ZOMBIE' : 'GONE';
  },
  busy: nothing,
  handler: nothing,
  seen: nothing,
};
