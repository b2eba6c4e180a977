/** Two or more ways of doing the same, measured in turns, so that a busy machine is as busy for each. */

/** Long enough for the clock, short enough that some rounds see no turn of another process. */
const ROUND_MS = 2;
const WARM_MS = 250;
/**
 * It is over when so many rounds, and as many as fill so much time, have made none of the ways so much better: a busy machine
 * compiles late.
 */
const ROUNDS = 40;
const ROUNDS_MS = 2000;
const BETTER = 0.97;
const MOST_MS = 10_000;

/** Microseconds of one call of each of `ways`: of its best round. Every way is called; what it throws is thrown. */
export function sideBySide<Name extends string>(
  ways: Readonly<Record<Name, () => unknown>>,
): Record<Name, number> {
  const names = Object.keys(ways) as Name[];
  const times = new Map(names.map((name) => [name, timesIn(WARM_MS, ways[name])]));
  const best = new Map<Name, number>();
  const began = performance.now();
  let since = { round: 0, time: began };
  for (let round = 0, now = began; now - began < MOST_MS; round++, now = performance.now()) {
    if (round - since.round >= ROUNDS && now - since.time >= ROUNDS_MS) break;
    for (const name of names) {
      const took = microseconds(ways[name], times.get(name) ?? 1);
      const before = best.get(name) ?? Infinity;
      if (took < before * BETTER) since = { round, time: now };
      best.set(name, Math.min(took, before));
    }
  }
  return Object.fromEntries(best) as Record<Name, number>;
}

/** How often it can be done in a round, seen while it warms up. */
function timesIn(warm: number, way: () => unknown): number {
  const began = performance.now();
  let calls = 0;
  while (performance.now() - began < warm) {
    way();
    calls++;
  }
  return Math.max(1, Math.round((calls * ROUND_MS) / warm));
}

function microseconds(way: () => unknown, times: number): number {
  const began = performance.now();
  for (let i = 0; i < times; i++) way();
  return ((performance.now() - began) / times) * 1000;
}
