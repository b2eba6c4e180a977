/** Lots: things that are drawn with weights, the first of them where nothing is left to choose with. */
import type { Gene } from './gene.js';

/** A drawing of `T`s. */
export interface Lot<T> {
  readonly size: number;
  draw(gene: Gene): T;
}

/**
 * A lot of `entries`, each as often as its weight says: whole numbers, 0 for never.
 * The first entry is what a spent gene draws. At least one weight is positive.
 */
export function lot<T>(entries: readonly (readonly [weight: number, item: T])[]): Lot<T> {
  const tickets = entries.flatMap(([weight, item]) => Array.from({ length: weight }, () => item));
  return { size: tickets.length, draw: (gene) => gene.of(tickets) };
}
