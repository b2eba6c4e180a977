/** The check of texts that say where they end: by the last of some bytes, or by the first that fit. */
import { EMPTY, setOf, type ByteSet } from './byte-set.js';
import { bytesWithin } from './bytes-within.js';
import type { Following } from './decide.js';
import type { Node, TextNode } from './ir.js';
import type { Place } from './notation/problem.js';
import { must } from './must.js';

export type Report = (place: Place, message: string, suggestion?: string) => void;

/** The text that `node` is, through labels and rules, if it ends at the last of some bytes. */
export function textWithLast(node: Node): TextNode | undefined {
  if (node.kind === 'field' || node.kind === 'rule') return textWithLast(node.body);
  return node.kind === 'text' && node.last !== undefined ? node : undefined;
}

/** Reports where the last `last` may not be where item number `index`, which is `text`, ends. */
export function checkLast(
  text: TextNode,
  { items, index, after }: { items: readonly Node[]; index: number; after: ByteSet },
  place: Place,
  report: Report,
): void {
  const last = must(text.last);
  const next = items[index + 1];
  if (next?.kind !== 'literal' || !next.bytes.startsWith(last)) {
    report(place, `behind a text with last=${JSON.stringify(last)} these bytes must stand`);
    return;
  }
  const rest: Node[] = [{ kind: 'literal', bytes: next.bytes.slice(last.length) }, ...items.slice(index + 2)];
  const behind =
    text.within === undefined
      ? rest.reduce((set, item) => set | bytesWithin(item), after)
      : upTo(text.within, rest);
  if (behind === undefined)
    report(
      place,
      `within=${JSON.stringify(text.within)}: these bytes must stand behind the text, in the same rule, and nowhere before`,
    );
  else if ((behind & setOf(last.charAt(0))) !== EMPTY)
    report(
      place,
      `what follows may hold ${JSON.stringify(last)} again`,
      'then the last one is not where the text ends',
    );
  if (text.within !== undefined && (text.set & setOf(text.within.charAt(0))) !== EMPTY)
    report(place, `the text may hold ${JSON.stringify(text.within)} itself`, 'leave it out of the set');
}

/** The bytes of `items` before the literal that holds `within`; `undefined` if it may stand earlier, or not at all. */
function upTo(within: string, items: readonly Node[]): ByteSet | undefined {
  let set = EMPTY;
  for (const item of items) {
    const at = item.kind === 'literal' ? item.bytes.indexOf(within) : -1;
    if (item.kind === 'literal' && at >= 0) return set | setOf(item.bytes.slice(0, at));
    const bytes = bytesWithin(item);
    if ((bytes & setOf(within.charAt(0))) !== EMPTY) return undefined;
    set |= bytes;
  }
  return undefined;
}

/** Reports where something else than its `ends` may stand behind a text. */
export function checkEnds(ends: string, rest: Following, place: Place, report: Report): void {
  const follows = rest
    .beginnings(ends.length)
    .every((steps) =>
      Array.from(ends).every((byte, index) => steps[index]?.set === setOf(byte) && !steps[index]?.run),
    );
  if (!follows) report(place, `behind a text with ends=${JSON.stringify(ends)} these bytes must stand`);
}
