/** Whether a text goes on, at a place, like one of some beginnings: the look that parsers take, as a function. */
import type { Bytes } from '../abi/index.js';
import { END, hasByte } from './byte-set.js';
import type { Beginning } from './lookahead.js';

/**
 * Whether `text` from `at` begins like one of `beginnings`. Where more may come behind `text`, say so with
 * `isWhole` false: then a text that ends too early to tell is one that may begin so.
 */
export function beginsLike(
  text: Bytes,
  at: number,
  beginnings: readonly Beginning[],
  isWhole = true,
): boolean {
  return beginnings.some((steps) => beginsWith(text, at, steps, isWhole));
}

function beginsWith(text: Bytes, start: number, steps: Beginning, isWhole: boolean): boolean {
  let at = start;
  for (const { set, run } of steps) {
    if (at >= text.length) return !isWhole || (set & END) !== 0n;
    if (!hasByte(set, text.charCodeAt(at))) return false;
    at++;
    if (run) while (at < text.length && hasByte(set, text.charCodeAt(at))) at++;
  }
  return true;
}
