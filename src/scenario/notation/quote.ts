/** How bytes and odd identifiers are written between quotes. */
import type { Bytes } from '../../abi/index.js';

const LETTERS: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '\\': '\\\\' };
/** A run of one byte at least this long is written as a repetition. */
const LONG_RUN = 16;
/** The longest unit that is looked for where the whole of the bytes repeats. */
const LONGEST_UNIT = 64;

/** Bytes as the notation writes them: `"abc\x00"`, `"x"*70000`, `"ab"*100+"c"`. */
export function quoteBytes(bytes: Bytes): string {
  const parts: string[] = [];
  let rest = bytes;
  for (let unit = repeatedUnit(rest); unit !== undefined; unit = repeatedUnit(rest)) {
    const times = Math.floor(repetition(rest, unit) / unit);
    parts.push(`"${escapeBytes(rest.slice(0, unit))}"*${times}`);
    rest = rest.slice(times * unit);
  }
  if (rest !== '' || parts.length === 0) parts.push(...runs(rest).map(quoteRun));
  return parts.join('+');
}

/** An identifier that is not plain: `'strange \u{20ac} name'`. */
export function quoteName(name: string): string {
  let text = '';
  for (let at = 0; at < name.length; at++) {
    const letter = name[at] ?? '';
    const code = name.charCodeAt(at);
    text +=
      LETTERS[letter] ?? (letter === "'" ? "\\'" : isPrintable(code) ? letter : `\\u{${code.toString(16)}}`);
  }
  return `'${text}'`;
}

function quoteRun(run: string): string {
  return run.length >= LONG_RUN && run === run.charAt(0).repeat(run.length)
    ? `"${escapeBytes(run.charAt(0))}"*${run.length}`
    : `"${escapeBytes(run)}"`;
}

/** The bytes cut before and after every long run. */
function runs(bytes: Bytes): string[] {
  const cut = bytes.split(new RegExp(`(([^])\\2{${LONG_RUN - 1},})`));
  const parts = cut.filter((part, index) => index % 3 !== 2 && part !== '');
  return parts.length === 0 ? [''] : parts;
}

/** The length of the shortest unit (of 1 to 64 bytes) that stands at the beginning at least four times, and at length. */
function repeatedUnit(bytes: Bytes): number | undefined {
  if (bytes.length < LONG_RUN) return undefined;
  for (let unit = 1; unit <= LONGEST_UNIT && unit * 4 <= bytes.length; unit++) {
    if (repetition(bytes, unit) >= Math.max(LONG_RUN, unit * 4)) return unit;
  }
  return undefined;
}

/** How many bytes from the beginning are what stands `unit` bytes before them. */
function repetition(bytes: Bytes, unit: number): number {
  let at = unit;
  while (at < bytes.length && bytes.charCodeAt(at) === bytes.charCodeAt(at - unit)) at++;
  return at;
}

function escapeBytes(bytes: Bytes): string {
  return bytes.replace(/[^ !#-[\]-~]/g, (letter) => {
    const hex = letter.charCodeAt(0).toString(16).padStart(2, '0');
    return LETTERS[letter] ?? (letter === '"' ? '\\"' : `\\x${hex}`);
  });
}

function isPrintable(code: number): boolean {
  return code >= 0x20 && code <= 0x7e;
}
