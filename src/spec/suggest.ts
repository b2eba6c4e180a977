/** What somebody who wrote an unknown word probably meant. */

/** `did you mean ...?` for the candidate that is nearest to `word`; nothing where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(word, candidates);
  return found === undefined ? undefined : `did you mean \`${found}\`?`;
}

/** The candidate that fewest changed, lost, added or swapped letters make of `word`, if a third of it stays in doubt at most. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bound = Math.max(1, Math.ceil(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const far = candidate === word ? bound : distance(word.toLowerCase(), candidate.toLowerCase(), bound);
    if (far < bound) [best, bound] = [candidate, far];
  }
  return best;
}

/** Optimal string alignment distance of `a` and `b`, or `bound` if it is not below. */
function distance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const cost = Math.min(at(last, j - 1) + same, at(last, j) + 1, at(row, j - 1) + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(cost, at(before, j - 2) + 1) : cost);
    }
    [before, last] = [last, row];
  }
  return Math.min(bound, at(last, b.length));
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
