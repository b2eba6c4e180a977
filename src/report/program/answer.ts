/** What becomes of a call of a tale, and when. */
import type { Event } from '../../abi/index.js';
import type { Image } from './parts.js';
import type { Scene } from './tale.js';

export type Returned = Extract<Event, { kind: 'returned' }>;

/** That the call came back, or that its caller runs a new program, and in which step. */
export interface Answer {
  readonly step: number;
  readonly event: Returned | Image;
}

/** The answer to the call of a scene, nothing where it never comes. */
export function answerOf({ number, action: { actor } }: Scene, scenes: readonly Scene[]): Answer | undefined {
  for (const scene of scenes) {
    if (scene.number < number) continue;
    const event = scene.events.find(
      (one): one is Returned | Image =>
        (one.kind === 'returned' || one.kind === 'image') && one.actor === actor,
    );
    if (event !== undefined) return { step: scene.number, event };
    if (scene.events.some((one) => one.kind === 'ended' && one.actor === actor)) return undefined;
  }
  return undefined;
}

/** The same in words, behind a sentence on the call. */
export function courseOf({ number, action, events }: Scene, answer: Answer | undefined): string {
  const sleeps = events.some(({ kind, actor }) => kind === 'blocked' && actor === action.actor);
  if (answer === undefined) return sleeps ? ' It sleeps, and does not come back.' : ' It does not come back.';
  if (answer.event.kind === 'image') return ' It does not come back: the program is run anew.';
  if (answer.step === number) return '';
  return sleeps ? ` It sleeps until step ${answer.step}.` : ` It comes back in step ${answer.step}.`;
}
