/** What the words about flags do: see src/spec/words/bits.ts. Flags are 32 bits wide. */
import type { BitWord } from '../../spec/index.js';

/** The words: each is a function of its arguments alone. */
export function bitWords(): Record<BitWord, (...args: never[]) => unknown> {
  return {
    has_bits: (value: bigint, bits: bigint) => (value & bits) === bits,
    low_bits: (value: bigint, count: bigint) => BigInt.asUintN(Number(count), value),
    has_unknown_bits: (value: bigint, flags: readonly bigint[]) =>
      BigInt.asUintN(64, value & ~flags.reduce((all, flag) => all | flag, 0n)) !== 0n,
    only_bits: (value: bigint, bits: bigint) => value & bits,
    has_other_bits: (value: bigint, flags: readonly bigint[]) => {
      const known = flags.reduce((all, flag) => all | flag, 0n);
      return BigInt.asUintN(32, value & ~known) !== 0n;
    },
  };
}
