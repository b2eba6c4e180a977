/**
 * What generated parsers are built on to read texts, as text: JavaScript whose types stand in comments, so that it is TypeScript
 * once they are taken out of them (runtime.ts).
 */

/** Parts, each with the name by which others call it. A part stands behind those that it calls. */
export const TEXT_PARTS: readonly (readonly [name: string, text: string])[] = [
  [
    'short',
    `
/** Strings of a few bytes that were made last: most of them come again. */
const KNOWN = new Array/*<string>*/(256).fill('');

/** A few bytes as a string. */
function short(from/*: number*/, to/*: number*/)/*: string*/ {
  const b = input;
  const size = to - from;
  let hash = size;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + b[i]/*as number*/) | 0;
  const known = KNOWN[hash & 255]/*as string*/;
  if (known.length === size && stands(known, from)) return known;
  let text = '';
  for (; from < to; from++) text += String.fromCharCode(b[from]/*as number*/);
  KNOWN[hash & 255] = text;
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
    s = latin1(input, n);
  }
  return s.slice(from, to);
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
  const b = input, from = p, size = bytes.length;
  let i = 0;
  while (i < size && b[from + i] === bytes[i]) i++;
  p = from + i;
  if (i === size && p <= n) return;
  if (p > n) p = n;
  fail(p, p === from ? e : within, p - from);
}`,
  ],
  [
    'isHere',
    `
function isHere(bytes/*: Uint8Array*/)/*: boolean*/ {
  const b = input, from = p, size = bytes.length;
  let i = 0;
  while (i < size && b[from + i] === bytes[i]) i++;
  return i === size && from + i <= n;
}`,
  ],
  [
    'find',
    `
/** Where the next bytes stand between two places; the second of them if they do not. */
function find(bytes/*: string*/, from/*: number*/, to/*: number*/)/*: number*/ {
  const b = input;
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
  const b = input;
  while (from < to && b[from] === 32) from++;
  return from;
}`,
  ],
  [
    'findLast',
    `
/** Where the last bytes stand between two places; -1 if they do not. */
function findLast(bytes/*: string*/, from/*: number*/, to/*: number*/)/*: number*/ {
  const b = input;
  const first = bytes.charCodeAt(0);
  if (bytes.length === 1) {
    const at = to > from ? lastByte(b, first, to - 1) : -1;
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
  const b = input;
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
  const b = input;
  for (; from < to; from++, p++) if (p >= n || b[p] !== b[from]) fail(p, e);
}`,
  ],
  [
    'spaces',
    `
/** Takes spaces up to the place z. */
function spaces(z/*: number*/, e/*: number*/)/*: void*/ {
  const b = input;
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
