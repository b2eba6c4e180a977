/**
 * What generated parsers are built on, as text: JavaScript whose types stand in comments, `/*: T *\/`, so that it
 * is TypeScript once they are taken out. A parser gets the parts that it uses.
 *
 * `input` is the text with a NUL and three more bytes behind it, `view` the same for tests of four bytes at once, `n` its
 * length, `p` the place, `s` the text as a string once it is needed. A function that looks at bytes has `input` as its own
 * `b`: the compiler of JavaScript keeps what nobody else can change at hand.
 */

import { NUMBER_PARTS } from './number-runtime.js';
import { TEXT_PARTS } from './text-runtime.js';

const PARTS = [...TEXT_PARTS, ...NUMBER_PARTS];

/** The state of a parser. Every parser has it. */
const STATE = `
let input/*: Uint8Array*/ = new Uint8Array(4);
let view = new DataView(input.buffer);
let s/*: string | undefined*/;
let n = 0;
let p = 0;
let failedAt = 0;
let failedFor = 0;
let failedIn = 0;

/** inside: so many bytes of what is expected stand before at. */
function fail(at/*: number*/, e/*: number*/, inside = 0)/*: never*/ {
  failedAt = at;
  failedFor = e;
  failedIn = inside;
  throw STOP;
}

function readFrom(bytes/*: Uint8Array*/)/*: void*/ {
  if (bytes === input) return;
  input = bytes;
  view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function begin(text/*: string | Uint8Array*/)/*: void*/ {
  readFrom(padded(text));
  s = typeof text === 'string' ? text : undefined;
  n = text.length;
  p = 0;
}`;

/** The parts of the runtime that `program` uses, those first that others use. */
export function runtimeFor(program: string): string {
  const used = new Set<string>();
  const use = (text: string): void => {
    for (const [name, part] of PARTS)
      if (!used.has(name) && new RegExp(`\\b${name}\\b`).test(text)) {
        used.add(name);
        use(part);
      }
  };
  use(program);
  const parts = PARTS.filter(([name]) => used.has(name)).map(([, text]) => text);
  return [STATE, ...parts].join('\n');
}
