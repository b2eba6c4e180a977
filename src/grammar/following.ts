/** What may follow at a place of a grammar, step by step: each step is found when somebody looks that far. */
import type { Beginning, Step } from './beginning.js';
import { END } from './byte-set.js';

/** A step with which a text may go on, and what may follow it; without `then` nothing more is known or asked. */
export interface Way {
  readonly step: Step;
  readonly then?: Following | undefined;
}

/** A way from a place, of some steps, and what may follow it. */
export interface Path {
  readonly steps: Beginning;
  readonly then?: Following | undefined;
}

export class Following {
  private known: readonly Way[] | undefined;

  constructor(private readonly find: () => readonly Way[]) {}

  /** How a text may go on here. Ways with the same step are one. */
  get ways(): readonly Way[] {
    if (this.known === undefined) {
      // What leads back to here without a step adds no way.
      this.known = [];
      this.known = united(this.find());
    }
    return this.known;
  }

  /** The beginnings, of up to `length` steps, of whatever may stand here. */
  beginnings(length: number): readonly Beginning[] {
    let paths: readonly Path[] = [{ steps: [], then: this }];
    for (let step = 0; step < length; step++) paths = paths.flatMap(longer);
    return paths.map(({ steps }) => steps);
  }
}

/** Nothing follows: the text ends. */
export const atEnd = new Following(() => [{ step: { set: END, run: false } }]);

/** `path` with each step that may follow; `path` itself if nothing more is known. */
export function longer(path: Path): readonly Path[] {
  return path.then?.ways.map(({ step, then }) => ({ steps: [...path.steps, step], then })) ?? [path];
}

function united(ways: readonly Way[]): readonly Way[] {
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    const { set, run } = way.step;
    const key = `${way.then !== undefined}${run}${set.toString(36)}`;
    const group = groups.get(key);
    if (group) group.push(way);
    else groups.set(key, [way]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [unitedWay(first, others)] : []));
}

function unitedWay(first: Way, others: readonly Way[]): Way {
  const all = new Set([first, ...others].flatMap(({ then }) => (then ? [then] : [])));
  if (all.size <= 1) return first;
  return { step: first.step, then: new Following(() => [...all].flatMap(({ ways }) => ways)) };
}
