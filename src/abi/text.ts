/** Text in which numbers of actors are spelt: which arguments may be written so, and how long it may be. */
import type { Argument } from './signature.js';
import type { Value } from './value.js';

/** No number of Linux has more digits (they are below 2^22, and an actor that never began has one of ten digits). */
export const MOST_DIGITS = 10 as const;
/** How long such a text can become: whether a name or a path is too long must not depend on how many digits there are. */
export const LONGEST_TEXT = 255;

/** One sentence that says why `value` cannot be what `argument` points to, or nothing where it can. */
export function misspelt({ name, type }: Argument, value: Value | undefined): string | undefined {
  if (value?.kind !== 'text') return undefined;
  if (
    type.kind !== 'pointer' ||
    type.direction !== 'in' ||
    type.to.kind !== 'string' ||
    type.to.path !== true
  ) {
    return `numbers of actors are spelt in paths, and ${name} is none`;
  }
  if (value.parts.some((part) => part.kind === 'actor' && part.negated)) {
    return `a number that is spelt in ${name} has no sign`;
  }
  const longest = value.parts.reduce((sum, part) => sum + longestOf(part), 0);
  return longest <= LONGEST_TEXT
    ? undefined
    : `${name} spells numbers of actors, and may have ${LONGEST_TEXT} bytes then, ${MOST_DIGITS} for each number`;
}

function longestOf(part: Value): number {
  return part.kind === 'bytes' ? part.bytes.length : MOST_DIGITS;
}
