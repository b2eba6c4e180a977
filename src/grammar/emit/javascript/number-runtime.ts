/**
 * What generated parsers are built on to read numbers, as text: JavaScript whose types stand in comments, so that it is TypeScript
 * once they are taken out of them (runtime.ts).
 */

/** Parts, each with the name by which others call it. A part stands behind those that it calls. */
export const NUMBER_PARTS: readonly (readonly [name: string, text: string])[] = [
  [
    'PAIR',
    `
const PAIR = new Uint32Array(2);
const U64 = new BigUint64Array(PAIR.buffer);
const F64 = new Float64Array(PAIR.buffer);
const SMALL = Array.from({ length: 1024 }, (_, index) => BigInt(index));`,
  ],
  [
    'double',
    `
/** The digits from q to z as a double. */
function double(q/*: number*/, z/*: number*/)/*: number*/ {
  const b = input;
  let v = 0;
  for (; q < z; q++) v = v * 10 + (b[q]/*as number*/ - 48);
  return v;
}`,
  ],
  [
    'pair',
    `
function pair(lo/*: number*/, hi/*: number*/)/*: bigint*/ {
  if (hi === 0 && lo >= 0 && lo < 1024) return SMALL[lo]/*as bigint*/;
  PAIR[0] = lo;
  PAIR[1] = hi;
  return U64[0]/*as bigint*/;
}`,
  ],
  [
    'limbs',
    `
/** The digits from q to z (one point among them is skipped) as two words in PAIR; fails if they are not enough. */
function limbs(q/*: number*/, z/*: number*/, a/*: number*/, e/*: number*/)/*: void*/ {
  const b = input;
  let lo = 0, hi = 0;
  for (; q < z; q++) {
    if (b[q] === 46) continue;
    lo = lo * 10 + (b[q]/*as number*/ - 48);
    const carry = Math.floor(lo / 4294967296);
    lo -= carry * 4294967296;
    hi = hi * 10 + carry;
    if (hi > 4294967295) fail(a, e);
  }
  PAIR[0] = lo;
  PAIR[1] = hi;
}`,
  ],
  [
    'exact',
    `
/** A whole number below 2 ** 52: added to that, it stands in the last 52 bits of a double. */
function exact(v/*: number*/)/*: bigint*/ {
  if (v < 1024) return SMALL[v]/*as bigint*/;
  F64[0] = v + 4503599627370496;
  return BigInt.asUintN(52, U64[0]/*as bigint*/);
}`,
  ],
  [
    'wide',
    `
/**
 * The integer whose digits stand from f to q: v is what those before z say, w what the others say. Its lowest 32 bits are
 * exact; a double tells the others.
 */
function wide(v/*: number*/, w/*: number*/, radix/*: 8 | 10 | 16*/, f/*: number*/, z/*: number*/, q/*: number*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  if (q - z > 5) return wider(radix, f, q, a, e);
  let scale = radix/*as number*/;
  while (++z < q) scale *= radix;
  const lo = (Math.imul(v, scale) + w) | 0;
  const hi = Math.round((v * scale + w - (lo >>> 0)) / 4294967296);
  if (hi > 4294967295) fail(a, e);
  return pair(lo, hi);
}`,
  ],
  [
    'wider',
    `
/** The integer whose digits stand from f to q, if there are not too many of them behind zeros. */
function wider(radix/*: 8 | 10 | 16*/, f/*: number*/, q/*: number*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  const b = input;
  while (b[f] === 48) f++;
  if (q - f > 22) fail(a, e);
  const v = BigInt({ 8: '0o0', 10: '0', 16: '0x0' }[radix] + str(f, q));
  if (v > 0xffffffffffffffffn) fail(a, e);
  return v;
}`,
  ],
  [
    'signedPair',
    `
function signedPair(v/*: bigint*/, minus/*: boolean*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  if (v > (minus ? 0x8000000000000000n : 0x7fffffffffffffffn)) fail(a, e);
  return minus ? -v : v;
}`,
  ],
  [
    'scaled',
    `
function scaled(f/*: number*/, minus/*: boolean*/, signed/*: boolean*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  limbs(f, p, a, e);
  const v = U64[0]/*as bigint*/;
  return signed ? signedPair(v, minus, a, e) : v;
}`,
  ],
  [
    'isTooLong',
    `
function isTooLong(f/*: number*/, z/*: number*/, most/*: number*/, first/*: number*/)/*: boolean*/ {
  const b = input;
  while (b[f] === 48) f++;
  return z - f > most || (z - f === most && b[f]/*as number*/ > first);
}`,
  ],
  [
    'isZero',
    `
function isZero(f/*: number*/, z/*: number*/)/*: boolean*/ {
  const b = input;
  while (b[f] === 48 || b[f] === 46) f++;
  return f >= z;
}`,
  ],
];
