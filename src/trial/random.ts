/** Randomness: one seed a scenario, told from the run's seed, so that any one can be made again alone. */
import fc from 'fast-check';

/** What fast-check wants of a source of random numbers. */
interface Source {
  clone(): Source;
  next(): number;
  getState(): readonly number[];
}

/** The seed of scenario number `index` of a run with `seed`: any two differ in about half their bits. */
export function scenarioSeed(seed: number, index: number): number {
  return mix(mix(seed) ^ mix(index + 0x9e3779b9));
}

/** A source of random numbers for fast-check that begins at `seed`. */
export function randomFrom(seed: number): fc.Random {
  return new fc.Random(stream(seed | 0, mix(seed ^ 0x5bd1e995), mix(seed + 1), 1));
}

/** sfc32 (Chris Doty-Humphrey, PractRand): small, fast, 128 bits of state. */
function stream(a: number, b: number, c: number, counter: number): Source {
  let state: readonly [number, number, number, number] = [a, b, c, counter];
  return {
    clone: () => stream(...state),
    getState: () => state,
    next() {
      const [x, y, z, n] = state;
      const out = (x + y + n) | 0;
      state = [y ^ (y >>> 9), (z + (z << 3)) | 0, (((z << 21) | (z >>> 11)) + out) | 0, (n + 1) | 0];
      return out;
    },
  };
}

/** The finaliser of MurmurHash3: spreads every bit of a 32-bit number over all. */
function mix(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
