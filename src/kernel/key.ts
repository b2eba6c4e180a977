/** A key of an outcome: equal keys, equal in everything that can ever be seen of them. */
import type { Outcome } from './kernel.js';

/** The events and the world of an outcome as one string. Costs as much as the world is large: asked of choices only. */
export function worldKey(outcome: Outcome): string {
  const world = { ...outcome.world, fresh: 0, watches: null };
  return JSON.stringify([outcome.events, world, outcome.unspecified ?? null], plain);
}

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
