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
    'wide',
    `
const TENS = Array.from({ length: 12 }, (_, count) => 10 ** count);

/**
 * The integer whose digits stand from f to p: v is what the first nine say, w the lowest 32 bits of what the others say.
 * The lowest 32 bits of it all are exact; a double tells the others.
 */
function wide(v/*: number*/, w/*: number*/, f/*: number*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  const count = p - f;
  if (count > 20) {
    limbs(f, p, a, e);
    return U64[0]/*as bigint*/;
  }
  const ten = TENS[count - 9]/*as number*/;
  const lo = (Math.imul(v, ten) + w) | 0;
  const whole = v * ten + (count > 18 ? double(f + 9, p) : w);
  const hi = Math.round((whole - (lo >>> 0)) / 4294967296);
  if (hi > 4294967295) fail(a, e);
  return pair(lo, hi);
}`,
  ],
  [
    'wideHex',
    `
/** The integer whose hexadecimal digits stand from f to p: v is what the first eight say, w the last eight of the others. */
function wideHex(v/*: number*/, w/*: number*/, f/*: number*/)/*: bigint*/ {
  const bits = 4 * (p - f - 8);
  if (bits > 31) return bits === 32 ? pair(w, v) : BigInt('0x' + str(f, p));
  return pair((v << bits) | w, v >>> (32 - bits));
}`,
  ],
  [
    'wideOctal',
    `
/** The integer whose octal digits stand from f to p. */
function wideOctal(f/*: number*/)/*: bigint*/ {
  return BigInt('0o' + str(f, p));
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
