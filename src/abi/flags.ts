/** Flags from architecture to architecture: the same names have other bits there. */
import type { AbiTable, Arch } from './signature.js';

/** The numbers that scenarios and the model write are of this architecture. */
export const MODEL_ARCH: Arch = 'x86_64';

/** The flags of `set` that `value` has where it comes `from`, as bits of where it goes `to`; bits without a name stay. */
export function translateFlags(
  value: bigint,
  set: string,
  { flagSets, constants }: Pick<AbiTable, 'flagSets' | 'constants'>,
  { from, to }: { readonly from: Arch; readonly to: Arch },
): bigint {
  if (from === to) return value;
  let rest = value;
  let translated = 0n;
  for (const name of flagSets[set] ?? []) {
    const bits = constants[from][name] ?? 0n;
    if (bits === 0n || (rest & bits) !== bits) continue;
    translated |= constants[to][name] ?? 0n;
    rest &= ~bits;
  }
  return translated | rest;
}
