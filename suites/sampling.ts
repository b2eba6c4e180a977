/** A sample: one in so many of things that have names, the same ones every time. */

/** True for one name in `every`; whose turn it is does not depend on what else there is. */
export function isInSample(name: string, every: number): boolean {
  return hash(name) % every === 0;
}

/** FNV-1a. */
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (const char of text) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return sum >>> 0;
}
