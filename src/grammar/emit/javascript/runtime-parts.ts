/**
 * What generated parsers are built on, as text: JavaScript whose types stand in comments, so that it is TypeScript
 * once they are taken out of them (runtime.ts).
 */

/** Parts, each with the name by which others call it. A part stands behind those that it calls. */
export const RUNTIME_PARTS: readonly (readonly [name: string, text: string])[] = [
  [
    'short',
    `
/** A few bytes as a string. */
function short(from/*: number*/, to/*: number*/)/*: string*/ {
  let text = '';
  for (; from < to; from++) text += String.fromCharCode(b[from]/*as number*/);
  return text;
}`,
  ],
  [
    'str',
    `
/** Bytes as a string; the whole text becomes one as soon as that costs less. */
function str(from/*: number*/, to/*: number*/)/*: string*/ {
  if (s === undefined) {
    if (to - from < 16) return short(from, to);
    s = latin1(b, n);
  }
  return s.slice(from, to);
}`,
  ],
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
/** The integer whose digits stand from f to p and whose lowest 32 bits are v: a double tells the others. */
function wide(v/*: number*/, f/*: number*/, a/*: number*/, e/*: number*/)/*: bigint*/ {
  let whole = 0;
  if (p - f > 18) whole = double(f, p);
  else {
    const middle = p - 9;
    let high = 0, low = 0;
    for (; f < middle; f++) high = (Math.imul(high, 10) + (b[f]/*as number*/ - 48)) | 0;
    for (; f < p; f++) low = (Math.imul(low, 10) + (b[f]/*as number*/ - 48)) | 0;
    whole = high * 1000000000 + low;
  }
  const top = Math.round((whole - (v >>> 0)) / 4294967296);
  if (top > 4294967295) fail(a, e);
  PAIR[0] = v;
  PAIR[1] = top;
  return U64[0]/*as bigint*/;
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
  while (b[f] === 48) f++;
  return z - f > most || (z - f === most && b[f]/*as number*/ > first);
}`,
  ],
  [
    'isZero',
    `
function isZero(f/*: number*/, z/*: number*/)/*: boolean*/ {
  while (b[f] === 48 || b[f] === 46) f++;
  return f >= z;
}`,
  ],
  [
    'unescaped',
    `
/** The bytes from..to with their escapes, which all have size bytes, undone. */
function unescaped(from/*: number*/, to/*: number*/, escapes/*: Escapes*/, size/*: number*/, e/*: number*/)/*: string*/ {
  const written = str(from, to);
  let text = '', done = 0;
  for (let at = written.indexOf('\\\\'); at >= 0; at = written.indexOf('\\\\', done)) {
    const byte = escapes.get(written.slice(at, at + size));
    if (byte === undefined) fail(from + at, e);
    text += written.slice(done, at) + byte;
    done = at + size;
  }
  return done === 0 ? written : text + written.slice(done);
}`,
  ],
  [
    'literal',
    `
/** Takes the bytes; fails at the first that differs: with e if that is the first one of them, else with within. */
function literal(bytes/*: Uint8Array*/, e/*: number*/, within/*: number*/)/*: void*/ {
  const from = p, size = bytes.length;
  for (let i = 0; i < size; i++)
    if (b[from + i] !== bytes[i] || from + i >= n) fail(from + i, i === 0 ? e : within);
  p = from + size;
}`,
  ],
  [
    'isHere',
    `
function isHere(bytes/*: Uint8Array*/)/*: boolean*/ {
  const from = p, size = bytes.length;
  for (let i = 0; i < size; i++) if (b[from + i] !== bytes[i] || from + i >= n) return false;
  return true;
}`,
  ],
  [
    'find',
    `
/** Where the next bytes stand between two places; the second of them if they do not. */
function find(bytes/*: string*/, from/*: number*/, to/*: number*/)/*: number*/ {
  const first = bytes.charCodeAt(0), last = to - bytes.length;
  for (let at = from; at <= last; at++) if (b[at] === first && stands(bytes, at)) return at;
  return to;
}`,
  ],
  [
    'blank',
    `
/** The first place between two that is no space. */
function blank(from/*: number*/, to/*: number*/)/*: number*/ {
  while (from < to && b[from] === 32) from++;
  return from;
}`,
  ],
  [
    'findLast',
    `
/** Where the last bytes stand between two places; -1 if they do not. */
function findLast(bytes/*: string*/, from/*: number*/, to/*: number*/)/*: number*/ {
  const first = bytes.charCodeAt(0);
  if (bytes.length === 1) {
    const at = to > from ? b.lastIndexOf(first, to - 1) : -1;
    return at < from ? -1 : at;
  }
  for (let at = to - bytes.length; at >= from; at--) if (b[at] === first && stands(bytes, at)) return at;
  return -1;
}`,
  ],
  [
    'stands',
    `
function stands(bytes/*: string*/, at/*: number*/)/*: boolean*/ {
  for (let i = 0; i < bytes.length; i++) if (b[at + i] !== bytes.charCodeAt(i)) return false;
  return true;
}`,
  ],
  [
    'isBefore',
    `
function isBefore(look/*: () => boolean*/, at/*: number*/)/*: boolean*/ {
  const place = p;
  p = at;
  const yes = look();
  p = place;
  return yes;
}`,
  ],
  [
    'again',
    `
/** Takes the bytes from..to once more. */
function again(from/*: number*/, to/*: number*/, e/*: number*/)/*: void*/ {
  for (; from < to; from++, p++) if (p >= n || b[p] !== b[from]) fail(p, e);
}`,
  ],
  [
    'spaces',
    `
/** Takes spaces up to the place z. */
function spaces(z/*: number*/, e/*: number*/)/*: void*/ {
  for (; p < z; p++) if (b[p] !== 32) fail(p, e);
}`,
  ],
  [
    'keep',
    `
function keep(extra/*: Extra | undefined*/, key/*: string*/, text/*: string*/)/*: Extra*/ {
  const kept/*: Extra*/ = extra ?? Object.create(null)/*as Extra*/;
  kept[key] = text;
  return kept;
}`,
  ],
  [
    'byteTable',
    `
function byteTable(bytes/*: readonly number[]*/)/*: Uint8Array*/ {
  const table = new Uint8Array(256);
  for (const byte of bytes) table[byte] = 1;
  return table;
}`,
  ],
  [
    'hexTable',
    `
/** The value of each hexadecimal digit; 255 for all other bytes. */
function hexTable(upper/*: boolean*/)/*: Uint8Array*/ {
  const table = new Uint8Array(256).fill(255);
  for (let digit = 0; digit < 16; digit++) table[digit < 10 ? 48 + digit : (upper ? 55 : 87) + digit] = digit;
  return table;
}`,
  ],
];
