/** From a character of a scalar's value back to the character of the YAML text that wrote it. */

/** How a scalar is written. */
export interface WrittenScalar {
  /** The whole YAML text. */
  readonly text: string;
  /** Where the scalar begins in it: at its quote, at its `|`, or at its first character. */
  readonly start: number;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  readonly value: string;
}

/**
 * The offset in the YAML text of character `index` of the scalar's value.
 *
 * Value and text are walked side by side: what YAML drops (indentation, line breaks that it folds, the
 * header of a block) is white space in the text, and escapes of quoted scalars stand for one character.
 */
export function scalarOffset(scalar: WrittenScalar, index: number): number {
  let at = firstCharacter(scalar);
  for (const character of scalar.value.slice(0, index)) {
    at = skipDropped(scalar, at, character);
    at += written(scalar, at);
  }
  return skipDropped(scalar, at, scalar.value.charAt(index));
}

function firstCharacter({ text, start, style }: WrittenScalar): number {
  if (style === 'plain') return start;
  if (style !== 'block') return start + 1;
  return text.indexOf('\n', start) + 1;
}

/** Skips white space that is not part of the value; `character` is the next one of the value. */
function skipDropped({ text, style }: WrittenScalar, from: number, character: string): number {
  let at = from;
  while (style === 'double' && text[at] === '\\' && (text[at + 1] === '\n' || text[at + 1] === '\r')) at += 2;
  if (isSpace(character)) return at;
  while (isSpace(text[at])) at++;
  return at;
}

/** How many characters of the text write the one that stands there. */
function written({ text, style }: WrittenScalar, at: number): number {
  if (style === 'single' && text[at] === "'") return 2;
  if (style === 'double' && text[at] === '\\') return ESCAPES[text[at + 1] ?? ''] ?? 2;
  return 1;
}

const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
