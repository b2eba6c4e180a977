/** The last argument of FUTEX_WAKE_OP: a change of a word and a comparison of what it was (include/uapi/linux/futex.h). */

const SHIFTED = 8n;
const SMALL_BITS = 12;

/** Which change: FUTEX_OP_SET to FUTEX_OP_XOR, or a number that is none. */
export function changeOf(encoded: bigint): bigint {
  return (encoded >> 28n) & 7n;
}

/** Which comparison: FUTEX_OP_CMP_EQ to FUTEX_OP_CMP_GE, or a number that is none. */
export function comparisonOf(encoded: bigint): bigint {
  return (encoded >> 24n) & 15n;
}

const CHANGES: readonly ((word: bigint, operand: bigint) => bigint)[] = [
  (_, operand) => operand,
  (word, operand) => word + operand,
  (word, operand) => word | operand,
  (word, operand) => word & ~operand,
  (word, operand) => word ^ operand,
];

/** What becomes of the word. A change that there is not leaves it alone. */
export function changed(word: bigint, encoded: bigint): bigint {
  const small = BigInt.asIntN(SMALL_BITS, encoded >> 12n);
  const operand = ((encoded >> 28n) & SHIFTED) === 0n ? small : 1n << (small & 31n);
  return BigInt.asUintN(32, CHANGES[Number(changeOf(encoded))]?.(word, operand) ?? word);
}

const COMPARISONS: readonly ((word: bigint, other: bigint) => boolean)[] = [
  (word, other) => word === other,
  (word, other) => word !== other,
  (word, other) => word < other,
  (word, other) => word <= other,
  (word, other) => word > other,
  (word, other) => word >= other,
];

/** Does the comparison hold for what the word was? */
export function compares(word: bigint, encoded: bigint): boolean {
  const other = BigInt.asIntN(SMALL_BITS, encoded);
  return COMPARISONS[Number(comparisonOf(encoded))]?.(BigInt.asIntN(32, word), other) ?? false;
}
