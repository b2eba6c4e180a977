/** The parts of an actor's tale: each execve that succeeds begins another one. */
import type { ActorName, Event } from '../../abi/index.js';
import type { Scene } from './tale.js';

export type Image = Extract<Event, { kind: 'image' }>;

export interface Part {
  readonly actor: ActorName;
  /** The function that tells it. */
  readonly name: string;
  /** What the actor does in it. */
  readonly scenes: readonly Scene[];
  /** The execve that it begins with, and which of those of the tale that is; the first part has none. */
  readonly image?: { readonly event: Image; readonly step: number; readonly index: number };
}

/** The parts of all `actors`, an actor's own in order. `index` of an image counts from 0 over all of them. */
export function partsOf(actors: readonly ActorName[], scenes: readonly Scene[]): Part[] {
  let index = 0;
  return actors.flatMap((actor) => {
    const images = scenes.flatMap(({ number, events }) =>
      events.flatMap((event) =>
        event.kind === 'image' && event.actor === actor ? [{ event, step: number, index: index++ }] : [],
      ),
    );
    const own = scenes.filter((scene) => scene.action.actor === actor && !isBusy(scene));
    return [undefined, ...images].map((image, nth): Part => {
      const [from, to] = [image?.step ?? 0, images[nth]?.step ?? Infinity];
      return {
        actor,
        name: nth === 0 ? `actor_${actor}` : `actor_${actor}_${nth + 1}`,
        scenes: own.filter(({ number }) => number > from && number <= to),
        ...(image === undefined ? {} : { image }),
      };
    });
  });
}

function isBusy({ action, events }: Scene): boolean {
  return events.some((event) => event.kind === 'busy' && event.actor === action.actor);
}
