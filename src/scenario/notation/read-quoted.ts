/** Reading what stands between quotes. */
import type { Bytes } from '../../abi/index.js';
import type { Cursor } from './cursor.js';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  "'": "'",
};
/** More bytes than this in one value are a slip of the pen. */
const MOST_BYTES = 1 << 26;

/** Reads `"abc"`, `"x"*70000`, `"a"*100+"b"`. Letters beyond ASCII stand for their UTF-8 bytes. */
export function readBytes(cursor: Cursor): Bytes {
  const parts: string[] = [];
  let size = 0;
  do {
    const start = cursor.at;
    if (cursor.line[cursor.at] !== '"')
      cursor.fail(`expected bytes in double quotes, or an actor, found ${cursor.found()}`);
    const unit = readBetween(cursor, '"');
    const times = cursor.takesHere('*') ? readTimes(cursor) : 1;
    size += unit.length * times;
    if (size > MOST_BYTES) cursor.fail(`more than ${MOST_BYTES} bytes in one value`, undefined, start);
    parts.push(unit.repeat(times));
  } while (cursor.matches(/\+(?=")/y) !== undefined && cursor.takesHere('+'));
  return parts.join('');
}

/** Reads `'any name'`, the opening quote not yet taken. */
export function readQuotedName(cursor: Cursor): string {
  return readBetween(cursor, "'");
}

function readTimes(cursor: Cursor): number {
  const digits = cursor.takesMatch(/\d{1,9}/y);
  return digits === undefined ? cursor.fail('expected a number of repetitions after `*`') : Number(digits);
}

function readBetween(cursor: Cursor, quote: '"' | "'"): string {
  const start = cursor.at;
  const plain = quote === '"' ? /[^"\\]+/y : /[^'\\]+/y;
  cursor.at++;
  let text = '';
  while (!cursor.takesHere(quote)) {
    const run = cursor.takesMatch(plain);
    if (run !== undefined) text += quote === '"' ? utf8(run) : run;
    else if (cursor.takesHere('\\')) text += readEscape(cursor, quote);
    else cursor.fail(`the closing ${quote} is missing`, undefined, start);
  }
  return text;
}

function readEscape(cursor: Cursor, quote: '"' | "'"): string {
  const start = cursor.at - 1;
  const hex = cursor.takesMatch(/x[0-9a-fA-F]{2}/y);
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex.slice(1), 16));
  const unit = quote === "'" ? cursor.takesMatch(/u\{[0-9a-fA-F]{1,4}\}/y) : undefined;
  if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit.slice(2, -1), 16));
  const letter = ESCAPES[cursor.line[cursor.at] ?? ''];
  if (letter === undefined) {
    const written = cursor.line.slice(start, start + 2);
    cursor.fail(
      `\`${written}\` is no escape; there are \\n \\t \\r \\\\ \\" and \\x with two hex digits`,
      undefined,
      start,
    );
  }
  cursor.at++;
  return letter;
}

/** Characters of the text as the bytes of its encoding. */
function utf8(text: string): Bytes {
  if (/^[ -~\t]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
