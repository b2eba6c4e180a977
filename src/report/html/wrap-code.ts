/** Code broken into lines for a box: where a reader would break it, and not without end. */

/**
 * `text` in at most `most` lines of at most `width` characters; what is left out is told by `...`. Lines after the
 * first are indented. Words are not broken unless one alone is too long.
 */
export function wrapCode(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest !== '' && lines.length < most) {
    const indent = lines.length === 0 ? '' : '  ';
    const room = width - indent.length;
    const cut = rest.length <= room ? rest.length : lastBreak(rest, room);
    lines.push(`${indent}${rest.slice(0, cut).trimEnd()}`);
    rest = rest.slice(cut).trimStart();
  }
  const last = lines.at(-1);
  if (rest === '' || last === undefined) return lines.length === 0 ? [''] : lines;
  return [...lines.slice(0, -1), `${last.slice(0, width - 3)}...`];
}

/** Behind the last comma, bracket or space that fits. */
function lastBreak(text: string, room: number): number {
  const found = Math.max(...[' ', ',', '{', '|'].map((sign) => text.lastIndexOf(sign, room - 1)));
  return found < room / 3 ? room : found + 1;
}
