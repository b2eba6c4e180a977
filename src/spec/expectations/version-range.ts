/** Ranges of versions of any kernel, whatever it calls its versions: what counts are the numbers in them. */

/** From the first to the last version; where an end is not there, the range is open. */
export interface VersionRange {
  readonly first?: readonly number[];
  readonly last?: readonly number[];
}

/** Reads `6.1`, `6.1 - 6.12`, `6.1 -`, `- 6.12` or `any`; nothing for a text that is no range, or runs backwards. */
export function parseRange(text: string): VersionRange | undefined {
  if (text === 'any') return {};
  const [, from, to] = /^(\S+)? - (\S+)?$/.exec(` ${text} `.replace(/^ (?!-)|(?<!-) $/g, '')) ?? [
    undefined,
    text,
    text,
  ];
  const first = from === undefined ? undefined : numbersOf(from);
  const last = to === undefined ? undefined : numbersOf(to);
  if (first?.length === 0 || last?.length === 0) return undefined;
  if (first === undefined) return last === undefined ? undefined : { last };
  if (last === undefined) return { first };
  return compare(first, last) > 0 ? undefined : { first, last };
}

/** True where `version`, as a kernel tells it (`6.1.0-9-amd64 (builder)`, `0.0~20221219.0`), is in the range. */
export function isInRange(version: string, { first, last }: VersionRange): boolean {
  const numbers = numbersOf(version.split(' ', 1)[0] ?? '');
  if ((first ?? last) === undefined) return true;
  if (numbers.length === 0) return false;
  return (
    (first === undefined || compare(numbers, first) >= 0) &&
    (last === undefined || compare(numbers, last) <= 0)
  );
}

function numbersOf(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Only the parts that both have count: 6.1.176 is 6.1. */
function compare(a: readonly number[], b: readonly number[]): number {
  const parts = a.slice(0, b.length).map((part, index) => part - (b[index] ?? 0));
  return parts.find((difference) => difference !== 0) ?? 0;
}
